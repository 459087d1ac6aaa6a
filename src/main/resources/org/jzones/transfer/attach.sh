# $1 zoneadm, $2 root, $3 zone, $4 -u, -F or nothing: attaches, and says what has become of the zone either way.
"$1" -R "$2" -z "$3" attach ${4:+"$4"} >&2
s=$?
"$1" -R "$2" -z "$3" list -p
exit $s
