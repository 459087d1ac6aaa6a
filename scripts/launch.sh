# Sourced by the launchers, which then call launch with `command` set to the command's name, `here` to their directory
# and `memory` to what `ulimit -v` says: it finds Java and the installation, and starts it.  POSIX sh, builtins only.
# All is in functions: while they run this file is closed, which leaves a file descriptor more where there are few.
# Order of Javas: ZONES_JAVA_HOME, a bundled runtime, the newest JDK below /usr/lib/jvm that there is a start-up archive
# for, JAVA_HOME, java on PATH.

fail() {
    printf '%s: %s\n' "$command" "$1" >&2
    exit 1
}

# find_library: sets home, library and options
find_library() {
    home=${here%/*}
    library=
    for candidate in "$home/target" "$home/lib/jzones"; do
        if [ -f "$candidate/jzones.jar" ]; then
            library=$candidate
            break
        fi
    done
    [ -n "$library" ] || fail "there is no jzones.jar below $home; build it with: mvn -B -ntp package"
    options=$here/java.options
    [ -f "$options" ] || options=$library/java.options
}

# release_of JDK: sets version as the JDK's release file has it and feature to the number of the release; empty if unknown
release_of() {
    version=
    feature=
    [ -r "$1/release" ] || return 0
    while IFS='=' read -r key value; do
        case $key in
        JAVA_RUNTIME_VERSION) version=${value#\"} version=${version%\"*} ;;
        JAVA_VERSION)
            feature=${value#\"}
            feature=${feature%%[!0-9]*}
            break
            ;;
        esac
    done < "$1/release"
    return 0
}

# archive_of VERSION: sets archive to the start-up archive for that Java; empty if there is none that can be trusted.
# Archives belong to the place they were made at, and have the same time of modification as all the jars: one that was
# damaged, cut off or copied halfway, or one of other jars, has not.
archive_of() {
    archive=
    [ -n "$1" ] && [ "$place" = "$library" ] || return 0
    for candidate in "$library/archives/"*"-$1.aot" "$library/archives/"*"-$1.jsa"; do
        [ -f "$candidate" ] && [ -r "$candidate" ] && [ -s "$candidate" ] || continue
        for jar in "$library/jzones.jar" "$library/lib/"*.jar; do
            if [ "$jar" -nt "$candidate" ] || [ "$jar" -ot "$candidate" ]; then
                continue 2
            fi
        done
        archive=$candidate
        return 0
    done
    return 0
}

# choose_java: sets java, chosen and archive
choose_java() {
    place=
    [ -r "$library/archives/place" ] && IFS= read -r place < "$library/archives/place"

    java=
    chosen=
    archive=
    if [ -n "${ZONES_JAVA_HOME:-}" ]; then
        chosen=$ZONES_JAVA_HOME
    elif [ -x "$home/runtime/bin/java" ]; then
        chosen=$home/runtime
    else
        newest=0
        found=
        if [ "$place" = "$library" ]; then
            for candidate in /usr/lib/jvm/*; do
                if [ -x "$candidate/bin/java" ] && [ ! -h "$candidate" ]; then
                    release_of "$candidate"
                    if [ "${feature:-0}" -gt "$newest" ]; then
                        jdk=$candidate
                        archive_of "$version"
                        if [ -n "$archive" ]; then
                            newest=$feature
                            chosen=$jdk
                            found=$archive
                        fi
                    fi
                fi
            done
        fi
        archive=$found
        if [ -z "$chosen" ] && [ -n "${JAVA_HOME:-}" ] && [ -x "$JAVA_HOME/bin/java" ]; then
            chosen=$JAVA_HOME
        fi
    fi
    if [ -z "$chosen" ]; then
        if java=$(command -v java 2>/dev/null) && [ -n "$java" ]; then
            :
        else
            for java in /usr/lib/jvm/default-java/bin/java /usr/lib/jvm/default/bin/java /usr/lib/jvm/*/bin/java /usr/bin/java; do
                [ -x "$java" ] && break
            done
            [ -x "$java" ] || fail "there is no Java 17 or newer; install one, or set ZONES_JAVA_HOME to it"
        fi
        chosen=${java%/bin/java}
    else
        java=$chosen/bin/java
        [ -x "$java" ] || fail "there is no Java in $chosen"
    fi
    if [ -z "$archive" ]; then
        release_of "$chosen"
        if [ -n "$feature" ] && [ "$feature" -lt 17 ]; then
            fail "Java 17 or newer is needed, $chosen has $feature; set ZONES_JAVA_HOME to a newer one"
        fi
        archive_of "$version"
    fi
}

# fit_memory: where memory is limited, adds to more what Java reserves less with than by itself.  Besides the heap these
# are 450 MB of addresses: the files it maps, classes, code, stacks, and one pool of the C library instead of many.
fit_memory() {
    case $memory in
    *[!0-9]*) return 0 ;; # unlimited
    esac
    [ "$memory" -lt 4194304 ] || return 0
    [ "$memory" -ge 524288 ] ||
        fail "a process may have $memory KB of memory here, and Java needs 524288; 'ulimit -v' sets the limit"
    [ "$heap" -le $((memory - 460000)) ] || heap=$((memory - 460000))
    more="$more -Xmx${heap}k -XX:CompressedClassSpaceSize=16m -XX:ReservedCodeCacheSize=32m"
    MALLOC_ARENA_MAX=1
    export MALLOC_ARENA_MAX
}

# open_standard: the first files that Java opens are not to become standard input, output and error where these are closed.
# Nothing is read then, and what is written fails as it would have.
open_standard() {
    { :; } 3>&2 || exec 2</dev/null
    { :; } 2>/dev/null 3<&0 || exec </dev/null
    { :; } 2>/dev/null 3>&1 || exec 1</dev/null
}

launch() {
    open_standard
    find_library
    choose_java
    case $archive in
    *.aot) with=-XX:AOTCache=$archive ;;
    *.jsa) with=-XX:SharedArchiveFile=$archive ;;
    *) with=-Xshare:auto ;;
    esac

    terminals=
    [ -t 0 ] && terminals=0
    [ -t 1 ] && terminals=${terminals}1
    [ -t 2 ] && terminals=${terminals}2

    # line editing and the console load native libraries, which the build has unpacked, and about which newer Javas print a
    # warning
    more=
    native=
    unsafe=
    archives=
    classes=$library/jzones.jar
    case $command:$terminals in
    zoneflar:*) unsafe=yes ;;
    zoneplace:*) archives=yes ;;
    zonecfg:*)
        case $terminals in
        0*) native=yes ;;
        esac
        case ${1:-} in
        -R) [ ! -f "${2:-}" ] || archives=yes ;;
        -R*) [ ! -f "${1#-R}" ] || archives=yes ;;
        esac
        ;;
    zoneadm:*)
        # an archive to read: a capture in place of a directory, or what a zone is made from
        verb=
        root=
        for word; do
            if [ -n "$root" ]; then
                root=
                if [ -f "$word" ]; then
                    archives=yes
                    break
                fi
                continue
            fi
            case $verb:$word in
            :-R) root=yes ;;
            :-R*)
                if [ -f "${word#-R}" ]; then
                    archives=yes
                    break
                fi
                ;;
            :inventory)
                archives=yes
                break
                ;;
            :install | :attach) verb=$word ;;
            :*) ;;
            *:-[!-]*a* | *:-a*)
                unsafe=yes
                break
                ;;
            esac
        done
        ;;
    zlogin:*)
        # the console; a login needs none, and this makes every start slower
        argument=
        for word; do
            if [ -n "$argument" ]; then
                argument=
                continue
            fi
            case $word in
            -*C*)
                native=yes
                for jar in "$library/lib/"junixsocket-*.jar; do
                    classes=$classes:$jar
                done
                break
                ;;
            -*[Rel]) argument=yes ;; # of the option
            -*) ;;
            *) break ;;
            esac
        done
        ;;
    esac
    if [ -n "$unsafe$archives" ]; then
        # the readers of archives, for nobody else
        for jar in "$library/lib/"commons-[ci]*.jar "$library/lib/"xz-*.jar "$library/lib/"aircompressor-*.jar; do
            classes=$classes:$jar
        done
    fi
    # hundreds of megabytes go through the same few loops: these are worth compiling well
    [ -n "$unsafe" ] && more="$more -XX:TieredStopAtLevel=4"
    if [ -n "$native$unsafe" ]; then
        release_of "$chosen"
        [ -n "$native" ] && [ "${feature:-0}" -ge 22 ] && more="$more --enable-native-access=ALL-UNNAMED"
        # the reader of zstd
        [ -n "$unsafe" ] && [ "${feature:-0}" -ge 24 ] && more="$more --sun-misc-unsafe-memory-access=allow"
    fi

    # what Java prints when somebody types Ctrl-\ would get among what a command in a zone prints
    [ "$command" = zlogin ] && more="$more -XX:+UnlockDiagnosticVMOptions -XX:-DisplayVMOutput"

    # zoneplace reads one inventory after the other, two at a time however many processors there are, and keeps none
    heap=1048576
    if [ "$command" = zoneplace ]; then
        heap=131072
        more="$more -Xmx${heap}k -Djava.util.concurrent.ForkJoinPool.common.parallelism=1"
    fi
    fit_memory

    # Java does not start in a directory that was removed; relative paths then lead nowhere, and nothing can be made there
    if [ ! . -ef "$PWD" ]; then
        cd /
        more="$more -Duser.dir=/dev/null/removed"
    fi

    unset JAVA_TOOL_OPTIONS _JAVA_OPTIONS JDK_JAVA_OPTIONS CLASSPATH
    # file names are bytes to us; without this Java would not read those outside ASCII in an empty environment
    LC_ALL=C.UTF-8
    export LC_ALL

    exec "$java" "@$options" "$with" $more -Djzones.home="$home" -Djzones.terminals="$terminals" \
        -Dlibrary.jline.path="$library/native" -Djava.library.path="$library/native" \
        -cp "$classes" org.jzones.Main "$command" "$@"
}
