package org.jzones.bits;

import java.nio.file.Path;
import java.util.List;
import org.jzones.bits.ZoneFiller.Filled;
import org.jzones.file.Layout;
import org.jzones.file.Progress;
import org.jzones.file.Trees;
import org.jzones.model.HostPackage;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.ZoneConfig;
import org.jzones.software.SoftwareDatabase;

/** A zone of the host's packages (spec 3.2). */
public final class PackagedZone implements ZoneMaker {
    private static final String OPEN = "rwxr-xr-x";

    private final Trees trees;
    private final SoftwareDatabase software;
    private List<HostPackage> packages = List.of();

    /** @param trees those of the host */
    public PackagedZone(Trees trees, SoftwareDatabase software) {
        this.trees = trees;
        this.software = software;
    }

    @Override
    public void prepare(ZoneConfig config, Progress progress) {
        progress.phase(Problem.of(Message.PHASE_READING));
        if (!config.inheritedDirs().isEmpty()) {
            software.requireDeliveries();
        }
        packages = software.packages().stream().filter(p -> !p.thisZone()).toList();
    }

    @Override
    public Problem make(ZoneConfig config, Progress progress) {
        Layout layout = trees.layout();
        Path root = layout.zoneRoot(config.zonepath());
        trees.makeDirectory(root, OPEN);
        trees.makeDirectory(layout.zoneDev(config.zonepath()), OPEN);
        Filled filled = new ZoneFiller(trees, software, root, progress).fill(packages, config.inheritedDirs());
        return Problem.of(Message.INSTALL_COUNTS, packages.size(), filled.copied(), filled.absent());
    }
}
