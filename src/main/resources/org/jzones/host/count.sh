# $1 directory, $2 not empty for checksums: as list.sh, but with counts and sizes only, for machines without GNU's programs.
cd "$1" && {
    set -e
    printf 'directories %s\n' "$(find . -type d -print | wc -l | tr -d ' ')"
    printf 'links %s\n' "$(find . -type l -print | wc -l | tr -d ' ')"
    printf 'files %s\n' "$(find . -type f ! -name .zonemove -print | wc -l | tr -d ' ')"
    printf 'bytes %s\n' "$(find . -type f ! -name .zonemove -exec ls -ln {} + | awk '{ s += $5 } END { printf "%.0f", s }')"
    if [ -n "$2" ]; then
        command -v cksum >/dev/null || { echo 'there is no cksum here' >&2; exit 1; }
        find . -type f ! -name .zonemove -exec cksum {} +
    fi
    printf '~end\n'
} | LC_ALL=C sort | tr '\n' '\0'
