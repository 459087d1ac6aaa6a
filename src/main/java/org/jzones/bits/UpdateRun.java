package org.jzones.bits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jzones.bits.ZoneUpdater.Done;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.Progress;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.UpdatePlan;
import org.jzones.model.UpdatePlan.Replacement;
import org.jzones.software.ZoneSoftware;

/**
 * Carries a {@link ZoneUpdate} out: what was and what comes in the zone's database, the files, the packages themselves, a
 * log in the zone, and the database as it is afterwards. The journal is there before the first of these; whoever began it
 * removes it.
 */
public final class UpdateRun {
    private final ZoneUpdate update;
    private final Layout layout;
    private final ZoneSoftware inZone;

    public UpdateRun(ZoneUpdate update) {
        this.update = update;
        this.layout = update.trees().layout();
        this.inZone = update.inZone();
    }

    /** Changes the zone's files. @throws org.jzones.model.Failure if that stops halfway; it can be run again */
    public void apply(String zonepath, Progress progress) {
        try {
            inZone.write(update.meanwhile());
            Done done = new ZoneUpdater(update, zonepath, progress).files();
            progress.phase(Problem.of(Message.PHASE_RECORDING));
            update.packages().remove().forEach(pkg -> inZone.forget(pkg.name()));
            update.packages().taken().forEach(inZone::record);
            inZone.log(report(zonepath, done));
            update.trees().flush(update.zoneRoot(), progress);
            inZone.write(update.afterwards());
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(e, update.zoneRoot()), e);
        }
    }

    private List<String> report(String zonepath, Done done) throws IOException {
        Path journal = layout.updateJournal(zonepath);
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
        return lines;
    }

    private String neededBy(String name) {
        return update.packages().neededBy(name).map(by -> ", needed by " + by).orElse("");
    }
}
