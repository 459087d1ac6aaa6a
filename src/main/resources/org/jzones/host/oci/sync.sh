# sync FILE PROGRAM [ARGUMENT]...: runs a program that writes what it has to say on file descriptor 3 into the file.
file=$1
shift
exec "$@" 3> "$file"
