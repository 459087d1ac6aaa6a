# $1 zoneadm, $2 host root, $3 zonepath, $4 tokens of earlier moves: tells the zones, what is at the place, what is wrong above
# it, and the room there.
command -v "$1" >/dev/null 2>&1 || exit 0
echo 'zoneadm yes'
l=$("$1" -R "$2" list -cp) && { echo 'listed yes'; printf '%s\n' "$l" | sed 's/^/zone /'; }
r=${2%/}
f=$r$3
mark=
if left_by "$f" "$4"; then
    printf 'left %s\n' "$(du -sk "$f" | sed 's/[^0-9].*//')"
elif [ -n "$mark" ]; then
    printf 'mark %s\n' "$mark"
fi
if [ -d "$f" ] && [ ! -h "$f" ]; then
    echo 'directory yes'
    [ -z "$(ls -A "$f")" ] || echo 'used yes'
elif [ -e "$f" ] || [ -h "$f" ]; then
    echo 'used yes'
fi
# every directory above, up to the host root; the first that is there tells the room
d=${f%/*}
room=
while :; do
    if [ -h "$d" ]; then
        printf 'trouble link %s\n' "${d#"$r"}"
    elif [ ! -d "${d:-/}" ]; then
        printf 'trouble missing %s\n' "${d#"$r"}"
    elif [ -n "$(find "${d:-/}" -prune -perm -0002 -print)" ]; then
        printf 'trouble writable %s\n' "${d#"$r"}"
    fi
    if [ -z "$room" ] && [ -d "${d:-/}" ]; then room=$d/; fi
    [ "$d" = "$r" ] && break
    [ -z "$d" ] && break
    d=${d%/*}
done
[ -d "$f" ] && room=$f
df -Pk "${room:-/}" | sed -n '2,$s/^/df /p'
