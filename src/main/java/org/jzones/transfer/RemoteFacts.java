package org.jzones.transfer;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jzones.host.CopyTools;
import org.jzones.host.Processes;
import org.jzones.host.ShellProgram;
import org.jzones.model.TransferMark;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneState;

/**
 * What a machine has told of itself: zones, the place for a zonepath, and programs.
 *
 * @param hasZoneadm false if there is no zoneadm to run
 * @param zones empty if its zoneadm could not list them; the global one is always among them
 * @param isUsed true if there is something at the place that is no empty directory
 * @param isDirectory true if there is a directory at the place
 * @param leftKilobytes what the zone's own old copy takes, if that is at the place
 * @param isLeftMounted true if it is, and file systems are mounted in it
 * @param leftZone which zone has left its files there by a move of which this one knows nothing
 * @param troubles kinds and paths of what is wrong above the place: link, missing, writable
 * @param freeKilobytes room at the place; empty if the machine does not tell
 */
record RemoteFacts(
        boolean hasZoneadm,
        Optional<List<Zone>> zones,
        boolean isUsed,
        boolean isDirectory,
        Optional<Long> leftKilobytes,
        boolean isLeftMounted,
        Optional<ZoneName> leftZone,
        List<String> troubles,
        Optional<Long> freeKilobytes,
        CopyTools tools) {
    /** A zone in the list of a machine. */
    record Zone(String name, String state, String zonepath) {
        boolean isAttached() {
            return !state.equals(ZoneState.CONFIGURED.word());
        }

        /** False if it is in none of the states that there are, so that nothing can be concluded from it. */
        boolean isKnown() {
            return ZoneState.of(state).isPresent();
        }

        boolean isGlobal() {
            return name.equals(ZoneName.GLOBAL.value());
        }

        boolean isIncomplete() {
            return state.equals(ZoneState.INCOMPLETE.word());
        }
    }

    private static final Pattern FREE = Pattern.compile("\\s\\d+\\s+-?\\d+\\s+(-?\\d{1,18})\\s+\\S+%");

    private static final Pattern LEFT = Pattern.compile("left \\d{1,15}");

    /** The script that tells them, and what it has to be told. */
    static List<String> script(String zoneadm, String root, String zonepath, List<String> tokens) {
        String programs = CopyTools.program()
                + ShellProgram.of(RemoteFacts.class, "left")
                + ShellProgram.of(RemoteFacts.class, "facts");
        return Processes.script(programs, zoneadm, root, zonepath, String.join(" ", tokens));
    }

    /** Reads what the script has printed. */
    static RemoteFacts parse(String text) {
        List<Zone> zones = new ArrayList<>();
        List<String> troubles = new ArrayList<>();
        Optional<Long> free = Optional.empty();
        Optional<Long> left = Optional.empty();
        Optional<ZoneName> leftZone = Optional.empty();
        for (String line : (Iterable<String>) text.lines()::iterator) {
            if (line.startsWith("zone ")) {
                zone(line.substring("zone ".length())).ifPresent(zones::add);
            } else if (line.startsWith("trouble ")) {
                troubles.add(line.substring("trouble ".length()));
            } else if (LEFT.matcher(line).matches()) {
                left = Optional.of(Long.parseLong(line.substring("left ".length())));
            } else if (line.startsWith("mark ")) {
                leftZone = TransferMark.parse(line.substring("mark ".length()))
                        .filter(TransferMark::isLeft)
                        .map(TransferMark::zone);
            } else if (line.startsWith("df ")) {
                Matcher matcher = FREE.matcher(line);
                free = matcher.find() ? Optional.of(Long.parseLong(matcher.group(1))) : free;
            }
        }
        return new RemoteFacts(
                hasLine(text, "zoneadm yes"),
                hasLine(text, "listed yes") && zones.stream().anyMatch(Zone::isGlobal)
                        ? Optional.of(List.copyOf(zones))
                        : Optional.empty(),
                hasLine(text, "used yes"),
                hasLine(text, "directory yes"),
                left,
                hasLine(text, "mark mounted"),
                leftZone,
                List.copyOf(troubles),
                free,
                CopyTools.parse(text));
    }

    /** A line of {@code zoneadm list -p}: id, name, state, path with its colons escaped, and more. */
    static Optional<Zone> zone(String line) {
        String[] fields = line.split("(?<!\\\\):", 5);
        return fields.length < 4 || !ZoneName.isWellFormed(fields[1])
                ? Optional.empty()
                : Optional.of(new Zone(fields[1], fields[2], fields[3].replace("\\:", ":")));
    }

    private static boolean hasLine(String text, String line) {
        return text.lines().anyMatch(line::equals);
    }
}
