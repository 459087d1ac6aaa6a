# $1 directory, $2 another one, then names: makes the sockets that the first has below these names in the second as well,
# whose directories are there and keep their times.  find goes into directories by their handles, and each is asked there
# where it is.
from=$1 to=$2
shift 2
cd -- "$from" || exit 1
# shellcheck disable=SC2016 # that is for the inner shell
find "$@" -type s -execdir sh -c '
    here=$(pwd -P && echo /) && here=${here%??} || exit 1
    there=$2${here#"$1"}
    shift 2
    cp -a -- "$@" "$there/" && touch -c -r . -- "$there"
' sh "$(pwd -P)" "$to" {} +
