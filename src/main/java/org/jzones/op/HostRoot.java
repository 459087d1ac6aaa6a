package org.jzones.op;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jzones.file.Steps;
import org.jzones.host.Machine;
import org.jzones.host.NativeRuntime;
import org.jzones.host.Processes;
import org.jzones.host.ZoneRuntime;
import org.jzones.store.HostFiles;

/** A host root: its files, how its zones run, and the machine we are on (spec 1.1). */
public record HostRoot(HostFiles files, ZoneRuntime runtime, Machine machine) {
    /** @param root an absolute path of an existing directory */
    public static HostRoot at(Path root, Machine machine, Consumer<Supplier<String>> debug, Steps steps) {
        HostFiles files = HostFiles.below(root, machine::bootId, debug, steps, Processes::copyNode);
        return new HostRoot(files, new NativeRuntime(files.runStates(), machine), machine);
    }
}
