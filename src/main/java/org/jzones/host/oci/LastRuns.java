package org.jzones.host.oci;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jzones.file.FileTrouble;
import org.jzones.file.RegularFile;
import org.jzones.model.Numbers;
import org.jzones.model.RunDetails.End;
import org.jzones.model.ZoneName;
import org.jzones.store.HostFiles;

/** How the last runs of a zone have come to their end by themselves or because they were asked to: lines {@code TIME STATUS}, the last one last. */
final class LastRuns {
    /** What the first program's status is when the zone reboots itself, and when it halts itself. */
    static final Integer REBOOT = 129;

    private static final int MOST_REBOOTS = 5;
    private static final int SECONDS = 60;
    private static final int KEPT = 10;

    private final HostFiles files;
    private final Path path;

    LastRuns(HostFiles files, ZoneName zone) {
        this.files = files;
        this.path = files.layout().lastRuns(zone);
    }

    /** @param time in seconds since 1970 */
    void add(long time, Optional<Integer> status) {
        List<End> runs = new ArrayList<>(read());
        runs.add(new End(time, status.orElse(-1)));
        StringBuilder text = new StringBuilder();
        for (End run : runs.subList(Math.max(0, runs.size() - KEPT), runs.size())) {
            text.append(run.time()).append(' ').append(run.status()).append('\n');
        }
        files.writer().write(path, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Whether it has rebooted itself more often than a zone in order does. */
    boolean rebootsTooOften() {
        List<End> runs = read();
        if (runs.isEmpty()) {
            return false;
        }
        long last = runs.get(runs.size() - 1).time();
        return runs.stream()
                        .filter(run -> run.status() == REBOOT && run.time() > last - SECONDS)
                        .count()
                > MOST_REBOOTS;
    }

    /** The last of them. */
    Optional<End> last() {
        List<End> runs = read();
        return runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(runs.size() - 1));
    }

    private List<End> read() {
        try {
            List<End> runs = new ArrayList<>();
            String text = new String(RegularFile.read(path, files.layout().shown(path)), StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                String[] words = line.split(" ");
                if (words.length == 2 && Numbers.isDigits(words[0]) && words[0].length() < 12 && isStatus(words[1])) {
                    runs.add(new End(Long.parseLong(words[0]), Integer.parseInt(words[1])));
                }
            }
            return runs;
        } catch (IOException e) {
            if (FileTrouble.isAbsence(e)) {
                return List.of();
            }
            throw FileTrouble.reading(files.layout().shown(path), e);
        }
    }

    private static boolean isStatus(String text) {
        return text.equals("-1") || (Numbers.isDigits(text) && text.length() < 4);
    }
}
