# $1 directory, then a command: runs it where the directory is read-only, and no symbolic link in it is followed.  Whoever is in
# the zone changes its files while they are read, and may make a link of what was a directory a moment ago.
# shellcheck disable=SC2016
exec unshare --mount --propagation private sh -c '
    mount --bind "$1" "$1" && mount -o remount,bind,ro,nosymfollow "$1" || exit 125
    shift
    exec "$@"' sh "$@"
