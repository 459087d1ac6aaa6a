# For other programs of zonemove.

# has_mounts DIR: whether something is mounted below it
has_mounts() {
    real=$(cd "$1" && pwd -P) || return 0
    # the fields of these lists have blanks and the like as a backslash and three digits
    cat /proc/self/mounts /etc/mnttab 2>/dev/null | while read -r _ at _; do
        at=$(printf '%b' "$(printf '%s' "$at" | sed 's/\\\([0-7][0-7][0-7]\)/\\0\1/g')")
        case $at in "$real"/*) echo mounted ;; esac
    done | grep -q mounted
}

# left_by DIR TOKENS: whether the directory is what a move with one of these tokens has left, and nothing is mounted in it;
# `mark` is then what the mark in it says, or the word mounted.
left_by() {
    mark=
    [ -d "$1" ] && [ ! -h "$1" ] && [ -f "$1/.zonemove" ] && [ ! -h "$1/.zonemove" ] || return 1
    mark=$(dd if="$1/.zonemove" bs=1000 count=1 2>/dev/null | sed 1q)
    for t in $2; do
        case $mark in
        "$t left "*)
            has_mounts "$1" || return 0
            mark=mounted
            return 1
            ;;
        esac
    done
    return 1
}
