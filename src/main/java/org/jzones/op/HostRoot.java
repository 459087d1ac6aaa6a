package org.jzones.op;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jzones.check.BrandRules;
import org.jzones.check.LinuxSoftware;
import org.jzones.file.Layout;
import org.jzones.file.Steps;
import org.jzones.host.CapacityFiles;
import org.jzones.host.LocalTools;
import org.jzones.host.Machine;
import org.jzones.host.NativeRuntime;
import org.jzones.host.Runtimes;
import org.jzones.host.oci.OciRuntime;
import org.jzones.model.GlobalProperty;
import org.jzones.model.HostCapacity;
import org.jzones.model.ZoneConfig;
import org.jzones.software.SoftwareDatabase;
import org.jzones.software.dpkg.DpkgDatabase;
import org.jzones.software.ips.IpsDatabase;
import org.jzones.software.sadm.SadmDatabase;
import org.jzones.store.HostFiles;

/** A host root: its files, its software (of zones of Solaris), how its zones run, and the machine we are on (spec 1.1). */
public record HostRoot(HostFiles files, SoftwareDatabase software, Runtimes runtimes, Machine machine) {
    private static final String LINUX = "lx";

    /** The software that a zone is compared with, whose kind depends on the zone's brand. */
    public SoftwareDatabase software(ZoneConfig config) {
        return BrandRules.isLinux(config.get(GlobalProperty.BRAND))
                ? new DpkgDatabase(files.layout(), LinuxSoftware.needs(config), LinuxSoftware.programs(config))
                : software;
    }

    /** The software that this host has: that of SVR4 packages, unless only another kind is there. */
    public SoftwareDatabase softwareHere() {
        return Stream.of(
                        software,
                        new DpkgDatabase(files.layout(), Optional.empty(), List.of()),
                        new IpsDatabase(files.layout()))
                .filter(database -> database.absence().isEmpty())
                .findFirst()
                .orElse(software);
    }

    /** What tells how large the host is: of the machine we are on, and of a captured host; of others nobody knows. */
    public Optional<CapacityFiles> capacityFiles() {
        Path captured = files.layout().capturedCommands();
        if (Files.isDirectory(captured)) {
            return Optional.of(new CapacityFiles(captured));
        }
        return files.layout().root().equals(Path.of("/")) ? Optional.of(machine.capacityFiles()) : Optional.empty();
    }

    /** What the host has for zones. */
    public HostCapacity capacity() {
        return capacityFiles().map(CapacityFiles::read).orElse(HostCapacity.UNKNOWN);
    }

    /** The software that a database of SVR4 packages in another root tells of. */
    SoftwareDatabase softwareOf(Layout root) {
        return new SadmDatabase(root, line -> {}, files.trees(), files.writer()::write);
    }

    /**
     * The host root at a directory.
     *
     * @param root an absolute path of an existing directory
     * @param environment of this process, with {@code jzones.home} besides
     */
    public static HostRoot at(
            Path root,
            Machine machine,
            Map<String, String> environment,
            Consumer<Supplier<String>> debug,
            Steps steps) {
        HostFiles files = HostFiles.below(root, machine::bootId, machine::callerUid, steps, new LocalTools());
        SoftwareDatabase software = new SadmDatabase(files.layout(), debug, files.trees(), files.writer()::write);
        NativeRuntime tracking = new NativeRuntime(files.runStates(), machine);
        Runtimes runtimes = new Runtimes(files.runStates())
                .with(NativeRuntime.BRANDS, () -> tracking)
                .with(List.of(LINUX), () -> new OciRuntime(files, machine, environment));
        return new HostRoot(files, software, runtimes, machine);
    }
}
