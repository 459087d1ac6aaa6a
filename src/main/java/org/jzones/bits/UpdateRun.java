package org.jzones.bits;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jzones.bits.ZoneUpdater.Done;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.Progress;
import org.jzones.file.RegularFile;
import org.jzones.model.UpdatePlan;
import org.jzones.model.UpdatePlan.Replacement;
import org.jzones.store.HostFiles;

/**
 * Carries a {@link ZoneUpdate} out: contents with what was and what comes, the files, the packages' own directories, a
 * log in the zone, and contents as it is afterwards. The journal is there before the first of these; whoever began it
 * removes it.
 */
public final class UpdateRun {
    private final ZoneUpdate update;
    private final HostFiles host;
    /** The zone's own var/sadm; links in it are followed as the zone would, and not out of it. */
    private final Layout zone;

    public UpdateRun(ZoneUpdate update) {
        this.update = update;
        this.host = update.host();
        this.zone = new Layout(update.zoneRoot());
    }

    /** Changes the zone's files. @throws org.jzones.model.Failure if that stops halfway; it can be run again */
    public void apply(String zonepath, Progress progress) {
        try {
            write(zone.contents(), update.contentsMeanwhile());
            Done done = new ZoneUpdater(update, host.steps(), progress).files();
            for (String name : update.packages().remove().stream()
                    .map(pkg -> pkg.name())
                    .filter(UpdateRun::isName)
                    .toList()) {
                host.trees().remove(zone.packagesDir().resolve(name));
            }
            for (String name : update.packages().taken()) {
                describe(name);
            }
            log(zonepath, done);
            write(zone.contents(), update.contentsAfterwards());
        } catch (IOException e) {
            throw FileTrouble.writing(shownOf(e), e);
        }
    }

    /** Names of packages that are not here come from a manifest, and may be anything. */
    private static boolean isName(String name) {
        return !name.isEmpty() && !name.equals(".") && !name.equals("..") && name.indexOf('/') < 0;
    }

    /** The zone knows a package by a copy of its pkginfo. */
    private void describe(String name) {
        Path directory = zone.packagesDir().resolve(name);
        if (Layout.exists(directory) && !Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            host.trees().remove(directory);
        }
        write(directory.resolve("pkginfo"), host.sadm().pkginfo(name));
    }

    private void log(String zonepath, Done done) throws IOException {
        Path journal = host.layout().updateJournal(zonepath);
        UpdatePlan plan = update.packages();
        List<String> lines = new ArrayList<>();
        lines.add("update " + Files.getLastModifiedTime(journal, LinkOption.NOFOLLOW_LINKS));
        plan.remove().forEach(pkg -> lines.add("remove " + pkg.name() + " " + pkg.version()));
        for (Replacement pkg : plan.replace()) {
            String patches = pkg.patches().isEmpty() ? "" : " for " + String.join(" ", pkg.patches());
            lines.add("replace " + pkg.name() + " " + pkg.from() + " by " + pkg.to() + patches + neededBy(pkg.name()));
        }
        plan.add().forEach(pkg -> lines.add("add " + pkg.name() + " " + pkg.version() + neededBy(pkg.name())));
        plan.missing().forEach(missing -> lines.add("missing " + missing.name() + ", needed by " + missing.neededBy()));
        plan.ignored().forEach(patch -> lines.add("ignored patch " + patch));
        lines.addAll(done.notes());
        lines.add("files: " + done.removed() + " removed, " + done.taken() + " taken from the host, " + done.absent()
                + " not there");
        Path file = zone.updateLog();
        Optional<byte[]> before = RegularFile.readIfRegular(file, host.layout());
        ByteArrayOutputStream log = new ByteArrayOutputStream();
        log.writeBytes(before.orElse(new byte[0]));
        lines.forEach(line -> log.writeBytes((onOneLine(line) + "\n").getBytes(StandardCharsets.UTF_8)));
        write(file, log.toByteArray());
    }

    private String neededBy(String name) {
        return update.packages().neededBy(name).map(by -> ", needed by " + by).orElse("");
    }

    private static String onOneLine(String text) {
        StringBuilder line = new StringBuilder(text);
        for (int i = 0; i < line.length(); i++) {
            if (Character.isISOControl(line.charAt(i))) {
                line.setCharAt(i, '?');
            }
        }
        return line.toString();
    }

    /** Paths of the zone's own database hold no links any more, so that nothing is written outside of its root. */
    private void write(Path file, byte[] bytes) {
        host.trees().makeDirectoriesAbove(file);
        host.files().write(file, bytes);
    }

    private String shownOf(IOException e) {
        return Stream.of(e)
                .filter(java.nio.file.FileSystemException.class::isInstance)
                .map(failed -> ((java.nio.file.FileSystemException) failed).getFile())
                .filter(java.util.Objects::nonNull)
                .map(file -> host.layout().shown(file))
                .findFirst()
                .orElse(host.layout().shown(update.zoneRoot()));
    }
}
