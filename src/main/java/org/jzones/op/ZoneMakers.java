package org.jzones.op;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jzones.bits.CopiedTree;
import org.jzones.bits.LinuxIdentity;
import org.jzones.bits.LinuxSkeleton;
import org.jzones.bits.PackagedZone;
import org.jzones.bits.ZoneIdentity;
import org.jzones.bits.ZoneMaker;
import org.jzones.check.BrandRules;
import org.jzones.file.Trees;
import org.jzones.host.Machine;
import org.jzones.model.Failure;
import org.jzones.model.FileNames;
import org.jzones.model.GlobalProperty;
import org.jzones.model.Message;
import org.jzones.model.ZoneConfig;

/** Which way a zone's files are made and become its own: by its brand, by what it inherits, and by what the caller wants. */
final class ZoneMakers {
    private ZoneMakers() {}

    /**
     * The way of a zone of this configuration.
     *
     * @param directory to copy, as the caller has named it
     * @throws Failure if there is none, saying what has to be given
     */
    static ZoneMaker of(HostRoot host, ZoneConfig config, Optional<String> directory) {
        String brand = config.get(GlobalProperty.BRAND);
        if (!BrandRules.isLinux(brand)) {
            directory.ifPresent(given -> {
                throw Failure.of(Message.ARCHIVE_IDENTITY, brand);
            });
            return new PackagedZone(host.files().trees(), host.software());
        }
        if (directory.isPresent()) {
            Path source = FileNames.path(directory.get());
            requireNothingMounted(host.machine(), source, directory.get());
            return new CopiedTree(host.files().trees(), source, directory.get());
        }
        if (config.inheritedDirs().isEmpty()) {
            throw Failure.of(Message.SOURCE_NOT_GIVEN);
        }
        return new LinuxSkeleton(host.files().trees());
    }

    /** Checks that a zone of this configuration asks something when it boots first, if there are answers. */
    static void requireAsks(ZoneConfig config, Optional<byte[]> answers) {
        String brand = config.get(GlobalProperty.BRAND);
        if (answers.isPresent() && BrandRules.isLinux(brand)) {
            throw Failure.of(Message.CLONE_ASKS_NOTHING, brand);
        }
    }

    /**
     * Makes the files that a zone has as a copy of another one its own.
     *
     * @param answers to what it asks when it boots first
     */
    static void giveIdentity(Trees trees, ZoneConfig config, Optional<byte[]> answers) {
        if (BrandRules.isLinux(config.get(GlobalProperty.BRAND))) {
            new LinuxIdentity(trees, config).give();
            return;
        }
        ZoneIdentity identity = new ZoneIdentity(trees, config.zonepath());
        identity.unconfigure();
        answers.ifPresent(identity::configure);
    }

    /** Checks that all of a directory is of one file system. */
    static void requireNothingMounted(Machine machine, Path source, String named) {
        List<String> mounts = machine.mountsBelow(source).orElse(List.of());
        if (!mounts.isEmpty()) {
            throw Failure.of(Message.SOURCE_MOUNTED, named, String.join(", ", mounts));
        }
    }
}
