# $1 directory, $2 token, $3 tokens of earlier moves, $4 not empty to empty what one of these has left: makes the directory
# ours, unless something else is there, and says whether it holds an old copy of the zone.  Ours is what has the mark in it:
# the file .zonemove with the token, and whether the directory was found, made, or left by an earlier move.
f=$1 m=$1/.zonemove mark=
base() {
    has_mounts "$1" && exit 1
    echo base
    [ -n "$2" ] || exit 0
    cd "$1" || exit 1
    for e in .[!.]* ..?* *; do
        [ "$e" = .zonemove ] || rm -rf "./$e" || exit 1
    done
    exit 0
}
if [ -f "$m" ] && [ ! -h "$m" ]; then
    case $(cat "$m") in
    "$2 base "*) base "$f" "$4" ;;
    "$2 made" | "$2 found") exit 0 ;;
    esac
fi
if left_by "$f" "$3"; then
    printf '%s base %s\n' "$2" "$mark" >"$m.new" && mv -f "$m.new" "$m" || exit 1
    base "$f" "$4"
fi
if [ -d "$f" ] && [ ! -h "$f" ] && [ -z "$(ls -A "$f")" ]; then
    how=found
else
    mkdir -m 700 "$f" || exit 1
    how=made
fi
printf '%s %s\n' "$2" "$how" >"$m" && exit 0
rm -f "$m"
[ "$how" = found ] || rmdir "$f"
exit 1
