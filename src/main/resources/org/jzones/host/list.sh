# $1 directory, $2 not empty for checksums, $3 not empty to leave out the times of directories: lists it, a record a file,
# each ended by a null character, and if all of that has worked ends the list.  For machines with find, sort and sha256sum of GNU.
times=%Ts
[ -z "$3" ] || times=
cd "$1" && {
    set -e
    # the times of the tree itself change with the mark in it
    find . ! -path ./.zonemove ! -path ./.zoneadm.move \( \
        -type f -printf 'f %m %U %G %s %Ts %p\0' -o \
        -type l -printf 'l %U %G %l\t%p\0' -o \
        -type d ! -path . -printf "d %m %U %G $times %p\0" -o \
        -printf '%y %m %U %G %p\0' \)
    if [ -n "$2" ]; then
        find . -type f ! -path ./.zonemove ! -path ./.zoneadm.move -exec sha256sum -z {} +
    fi
    printf '~end\0'
} | LC_ALL=C sort -z
