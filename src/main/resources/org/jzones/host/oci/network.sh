# network IP NAMESPACE OUTSIDE INSIDE
# Gives ip(8) the lines for this side, then those for the namespace.
printf '%s\n' "$3" | "$1" -batch - && printf '%s\n' "$4" | "$1" -n "$2" -batch -
