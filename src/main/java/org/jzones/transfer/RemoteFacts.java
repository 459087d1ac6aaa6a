package org.jzones.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jzones.host.Processes;
import org.jzones.model.ZoneState;

/**
 * What a machine has told of itself: zones, the place for a zonepath, and programs.
 *
 * @param hasZoneadm false if there is no zoneadm to run
 * @param zones empty if its zoneadm could not list them
 * @param isUsed true if there is something at the place that is no empty directory
 * @param isDirectory true if there is a directory at the place
 * @param troubles kinds and paths of what is wrong above the place: link, missing, writable
 * @param freeKilobytes room at the place; empty if the machine does not tell
 */
record RemoteFacts(
        boolean hasZoneadm,
        Optional<List<Zone>> zones,
        boolean isUsed,
        boolean isDirectory,
        List<String> troubles,
        Optional<Long> freeKilobytes,
        CopyTools tools) {
    /** A zone in the list of a machine. */
    record Zone(String name, String state, String zonepath) {
        boolean isAttached() {
            return !state.equals(ZoneState.CONFIGURED.word());
        }

        boolean isIncomplete() {
            return state.equals(ZoneState.INCOMPLETE.word());
        }
    }

    private static final Pattern FREE = Pattern.compile("\\s\\d+\\s+-?\\d+\\s+(-?\\d+)\\s+\\S+%");

    private static final String TOOLS = """
            rsync --version 2>/dev/null | sed 's/^/rsync /'
            tar --version 2>/dev/null </dev/null | sed -n '1s/^/tar /p'
            find --version 2>/dev/null </dev/null | sed -n '1s/^/find /p'
            { printf x | sort -z && sha256sum -z /dev/null; } >/dev/null 2>&1 && echo 'zeros yes'
            """;

    /** $1 zoneadm, $2 host root, $3 zonepath. */
    private static final String ALL = TOOLS + """
            command -v "$1" >/dev/null 2>&1 || exit 0
            echo 'zoneadm yes'
            l=$("$1" -R "$2" list -cp) && { echo 'listed yes'; printf '%s\\n' "$l" | sed 's/^/zone /'; }
            r=${2%/}
            f=$r$3
            if [ -d "$f" ] && [ ! -h "$f" ]; then
                echo 'directory yes'
                [ -z "$(ls -A "$f")" ] || echo 'used yes'
            elif [ -e "$f" ] || [ -h "$f" ]; then
                echo 'used yes'
            fi
            d=${f%/*}
            room=
            while :; do
                if [ -h "$d" ]; then printf 'trouble link %s\\n' "${d#"$r"}"
                elif [ ! -d "${d:-/}" ]; then printf 'trouble missing %s\\n' "${d#"$r"}"
                elif [ -n "$(find "${d:-/}" -prune -perm -0002 -print)" ]; then printf 'trouble writable %s\\n' "${d#"$r"}"
                fi
                if [ -z "$room" ] && [ -d "${d:-/}" ]; then room=$d/; fi
                [ "$d" = "$r" ] && break
                [ -z "$d" ] && break
                d=${d%/*}
            done
            [ -d "$f" ] && room=$f
            df -Pk "${room:-/}" | sed -n '2,$s/^/df /p'
            """;

    /** The script that tells them, and what it has to be told. */
    static List<String> script(String zoneadm, String root, String zonepath) {
        return Processes.script(ALL, zoneadm, root, zonepath);
    }

    static List<String> toolsScript() {
        return Processes.script(TOOLS);
    }

    /** Reads what the script has printed. */
    static RemoteFacts parse(String text) {
        List<Zone> zones = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        Optional<Long> free = Optional.empty();
        for (String line : text.lines().toList()) {
            if (line.startsWith("zone ")) {
                zone(line.substring("zone ".length())).ifPresent(zones::add);
            } else if (line.startsWith("trouble ")) {
                troubles.add(line.substring("trouble ".length()));
            } else if (line.startsWith("df ")) {
                Matcher matcher = FREE.matcher(line);
                free = matcher.find() ? Optional.of(Long.parseLong(matcher.group(1))) : free;
            }
        }
        return new RemoteFacts(
                hasLine(text, "zoneadm yes"),
                hasLine(text, "listed yes") ? Optional.of(List.copyOf(zones)) : Optional.empty(),
                hasLine(text, "used yes"),
                hasLine(text, "directory yes"),
                List.copyOf(troubles),
                free,
                tools(text));
    }

    static CopyTools tools(String text) {
        String rsync = text.lines().filter(line -> line.startsWith("rsync ")).reduce("", String::concat);
        String names = text.toLowerCase(Locale.ROOT);
        return new CopyTools(
                rsync.contains("rsync"),
                rsync.contains("ACLs") && !rsync.contains("no ACLs"),
                rsync.contains("xattrs") && !rsync.contains("no xattrs"),
                names.lines().anyMatch(line -> line.startsWith("tar ") && line.contains("gnu tar")),
                hasLine(text, "zeros yes")
                        && names.lines().anyMatch(line -> line.startsWith("find ") && line.contains("gnu findutils")));
    }

    /** A line of {@code zoneadm list -p}: id, name, state, path with its colons escaped, and more. */
    static Optional<Zone> zone(String line) {
        String[] fields = line.split("(?<!\\\\):");
        return fields.length < 4
                ? Optional.empty()
                : Optional.of(new Zone(fields[1], fields[2], fields[3].replace("\\:", ":")));
    }

    private static boolean hasLine(String text, String line) {
        return text.lines().anyMatch(line::equals);
    }
}
