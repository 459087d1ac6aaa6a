package org.jzones.place;

import java.nio.file.Path;
import java.util.Optional;
import org.jzones.file.Progress;
import org.jzones.file.Steps;
import org.jzones.model.HostInventory;
import org.jzones.op.Demands;
import org.jzones.op.HostRoot;
import org.jzones.software.InventoryFiles;
import org.jzones.software.InventoryMaker;
import org.jzones.store.HostFiles;

/** {@code zoneadm inventory}: what of this host decides which zones it can take, for {@link Place}. */
public final class TakeInventory {
    private final HostRoot host;

    public TakeInventory(HostRoot host) {
        this.host = host;
    }

    /** The inventory; changes nothing. */
    public HostInventory plan(Progress progress) {
        HostFiles files = host.files();
        int zones = files.index().read().entries().size();
        return new InventoryMaker(files.layout(), host.softwareHere())
                .make(zones, progress)
                .with(host.capacity(), Optional.of(new Demands(host).plan()));
    }

    /** Writes it to a file of the caller's. */
    public void apply(Path file, Progress progress, Steps steps) {
        InventoryFiles.write(file, plan(progress), steps);
    }
}
