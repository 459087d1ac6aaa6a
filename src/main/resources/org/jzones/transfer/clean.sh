# $1 directory, $2 token: removes what this move has put there; 3 if what is there is not ours.  What an earlier move had left
# there is that again, whatever this one has made of it.
f=$1 m=$1/.zonemove
[ -e "$f" ] || [ -h "$f" ] || exit 0
[ -d "$f" ] && [ ! -h "$f" ] || exit 3
all=$(ls -A "$f") || exit 1
[ -n "$all" ] || exit 0
[ -f "$m" ] && [ ! -h "$m" ] || exit 3
mark=$(cat "$m")
# cut off between making the mark and writing into it
if [ -z "$mark" ] && [ "$all" = .zonemove ]; then mark="$2 made"; fi
case $mark in
"$2 made" | "$2 found") ;;
"$2 base "*)
    printf '%s\n' "${mark#"$2 base "}" >"$m.new" && mv -f "$m.new" "$m"
    exit
    ;;
*) exit 3 ;;
esac
cd "$f" || exit 1
for e in .[!.]* ..?* *; do
    [ "$e" = .zonemove ] && continue
    # what was copying may still be about to end
    rm -rf "./$e" || { sleep 2; rm -rf "./$e"; } || exit 1
done
# the mark goes last: until then the rest is known to be ours
rm -f .zonemove
cd /
case $mark in *made) rmdir "$f" ;; esac
