package org.jzones.op;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jzones.bits.ArchiveImage;
import org.jzones.bits.CopiedTree;
import org.jzones.bits.LinuxIdentity;
import org.jzones.bits.NativeImage;
import org.jzones.bits.ZoneIdentity;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.Progress;
import org.jzones.file.Trees;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.ZoneConfig;

/**
 * Makes the files of a zone from an archive that was found to fit: beside their place, then, whole, at it. The zone is
 * incomplete meanwhile, and the caller removes what there is if it fails.
 */
final class UnpackedZone {
    private static final int OPEN = 0755;

    /** What is done to the files before they are the zone's. */
    enum Becoming {
        /** A zone that was one before: nothing. */
        AS_IT_WAS,
        /** A zone of Solaris that may have been a machine. */
        PRESERVED,
        /** The same, which is to ask who it is. */
        UNCONFIGURED,
        /** A zone of Linux with a name of its own. */
        LINUX
    }

    private final HostRoot host;
    private final ArchiveImage image;
    private final ZoneConfig config;
    private final Becoming becoming;

    UnpackedZone(HostRoot host, ArchiveImage image, ZoneConfig config, Becoming becoming) {
        this.host = host;
        this.image = image;
        this.config = config;
        this.becoming = becoming;
    }

    /**
     * Makes root and dev in the zonepath, which is there.
     *
     * @param notes takes what was done besides
     * @return what the caller has to know
     */
    List<Problem> make(Progress progress, Consumer<Problem> notes) {
        Trees trees = host.files().trees();
        Layout layout = trees.layout();
        Path beside = layout.unpackedFiles(config.zonepath());
        Path unpacked = beside.resolve("root");
        Path root = layout.zoneRoot(config.zonepath());
        trees.remove(beside);
        trees.makeDirectory(beside, "rwx------");
        image.unpack(trees, unpacked, progress);
        // as a directory of the archive it may have been nobody else's to enter
        trees.setOwnerAndMode(unpacked, OPEN);
        List<Problem> told = new ArrayList<>(image.losses());
        if (host.machine().callerUid() != 0) {
            told.add(Problem.of(Message.ARCHIVE_OWNERS));
        }
        told.addAll(edit(trees, unpacked, notes));
        move(trees, unpacked, root);
        trees.remove(beside);
        Path dev = layout.zoneDev(config.zonepath());
        if (becoming != Becoming.LINUX && !Layout.exists(dev)) {
            trees.makeDirectory(dev, "rwxr-xr-x");
        }
        if (becoming == Becoming.UNCONFIGURED) {
            new ZoneIdentity(trees, config.zonepath()).unconfigure();
        }
        if (becoming == Becoming.LINUX) {
            new LinuxIdentity(trees, config).give();
        }
        return told;
    }

    private List<Problem> edit(Trees trees, Path unpacked, Consumer<Problem> notes) {
        if (becoming == Becoming.LINUX) {
            if (!CopiedTree.isSystem(unpacked)) {
                throw Failure.of(Message.SOURCE_NO_SYSTEM, image.shown());
            }
            return List.of();
        }
        NativeImage edits = new NativeImage(trees, unpacked, config);
        edits.completeDirectories();
        if (becoming == Becoming.AS_IT_WAS) {
            return List.of();
        }
        edits.edit().forEach(notes);
        return List.of(Problem.of(Message.ARCHIVE_SERVICES));
    }

    private static void move(Trees trees, Path unpacked, Path root) {
        try {
            trees.rename(unpacked, root);
        } catch (IOException e) {
            throw FileTrouble.writing(trees.layout().shown(root), e);
        }
    }
}
