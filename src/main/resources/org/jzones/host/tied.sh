# $1 text, then a command: runs it with the text to read; it ends when jzones does, even if that is killed.
#
#   jzones --- our standard input: fd 3 --> watcher      nothing is ever written there; it ends with jzones, and then
#     |                                       | kills
#     | kills (TERM)                          v
#     +--------> this shell -- kills --> the command <-- printf, with the text
#                  |   when it is killed      |
#                  | waits <------------------+
#                  +-- kills the watcher, and leaves with the status of the command
#
# fd 3, for a shell gives what it runs in the background nothing else to read.
exec 3<&0
input=$1
shift
printf '%s' "$input" | "$@" &
p=$!
trap 'kill "$p" 2>/dev/null' TERM INT HUP
# shellcheck disable=SC2034
(read -r nothing <&3; kill "$p") >/dev/null 2>&1 &
w=$!
wait "$p"
s=$?
kill "$w" 2>/dev/null
exit "$s"
