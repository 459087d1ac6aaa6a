# network IP NAMESPACE INSIDE [NIC IF-BRIDGE ELSE]...
# Makes the namespace and gives ip(8) lines for this side: for each NIC those for a bridge if it is one, else the others;
# then those for the inside of the namespace.
ip=$1 namespace=$2 inside=$3
shift 3
"$ip" netns add "$namespace" &
made=$!
outside=
while [ $# -gt 0 ]; do
    chosen=$3
    [ -z "$("$ip" -o link show dev "$1" type bridge 2> /dev/null)" ] || chosen=$2
    outside="$outside$chosen
"
    shift 3
done
wait "$made" &&
    { [ -z "$outside" ] || printf %s "$outside" | "$ip" -batch -; } &&
    printf '%s\n' "$inside" | "$ip" -n "$namespace" -batch -
