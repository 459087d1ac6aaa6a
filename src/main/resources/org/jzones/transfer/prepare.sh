# $1 directory, $2 token: makes it ours, unless something else is there.  Ours is what has the mark in it: the file
# .zonemove with the token, and whether the directory was found or made.
f=$1 m=$1/.zonemove
if [ -f "$m" ]; then
    case $(cat "$m") in "$2 "*) exit 0 ;; esac
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
