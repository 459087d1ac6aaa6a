# Sourced by the launchers with `command` set to the command's name: finds Java and the installation, and starts it.
# POSIX sh, builtins where it can be. Order of JDKs: ZONES_JAVA_HOME, a bundled runtime, JAVA_HOME, java on PATH.

fail() {
    printf '%s: %s\n' "$command" "$1" >&2
    exit 1
}

home=${here%/*}
jar=
for candidate in "$home/target/jzones.jar" "$home/lib/jzones.jar"; do
    if [ -f "$candidate" ]; then
        jar=$candidate
        break
    fi
done
[ -n "$jar" ] || fail "there is no jzones.jar below $home; build it with: mvn -B -ntp package"

# the feature release of a JDK, from its release file; empty if that cannot be told
feature_of() {
    feature=
    [ -r "$1/release" ] || return 0
    while IFS='=' read -r key value; do
        if [ "$key" = JAVA_VERSION ]; then
            value=${value#\"}
            feature=${value%%[!0-9]*}
            return 0
        fi
    done < "$1/release"
    return 0
}

java=
chosen=
if [ -n "${ZONES_JAVA_HOME:-}" ]; then
    chosen=$ZONES_JAVA_HOME
elif [ -x "$home/runtime/bin/java" ]; then
    chosen=$home/runtime
elif [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
    chosen=$JAVA_HOME
fi
if [ -n "$chosen" ]; then
    java=$chosen/bin/java
    [ -x "$java" ] || fail "there is no Java in $chosen"
    feature_of "$chosen"
    if [ -n "$feature" ] && [ "$feature" -lt 17 ]; then
        fail "Java 17 or newer is needed, $chosen has $feature; set ZONES_JAVA_HOME to a newer one"
    fi
elif java=$(command -v java 2>/dev/null) && [ -n "$java" ]; then
    :
else
    for java in /usr/lib/jvm/default-java/bin/java /usr/lib/jvm/default/bin/java /usr/lib/jvm/*/bin/java /usr/bin/java; do
        [ -x "$java" ] && break
    done
    [ -x "$java" ] || fail "there is no Java 17 or newer; install one, or set ZONES_JAVA_HOME to it"
fi

terminals=
[ -t 0 ] && terminals=0
[ -t 1 ] && terminals=${terminals}1
[ -t 2 ] && terminals=${terminals}2

unset JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS CLASSPATH
# file names are bytes to us; without this Java would not read those outside ASCII in an empty environment
LC_ALL=C.UTF-8
export LC_ALL

exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -XX:-UsePerfData -Xshare:auto -Xlog:disable -Xlog:all=off \
    -Djzones.home="$home" -Djzones.terminals="$terminals" -cp "$jar" org.jzones.Main "$command" "$@"
