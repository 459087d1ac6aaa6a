# create UNIFIED [MOUNTPOINT TYPE OPTIONS SPECIAL RAW]... -- ENGINE [ARGUMENT]...
# Runs an engine in a mount namespace of its own: without the cgroups of the unified hierarchy if UNIFIED is their directory
# and not empty, and with the file systems of a zone mounted; where RAW is not empty it is checked first.
set -e
if [ -n "$1" ]; then
    umount "$1"
fi
shift
while [ "$1" != -- ]; do
    if [ -n "$5" ]; then
        fsck -p -t "$2" "$5" >&2 || [ $? -le 1 ]
    fi
    mount -t "$2" -o "$3" -- "$4" "$1"
    shift 5
done
shift
exec "$@"
