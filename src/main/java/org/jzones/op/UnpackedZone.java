package org.jzones.op;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jzones.bits.CopiedTree;
import org.jzones.bits.LinuxIdentity;
import org.jzones.bits.NativeImage;
import org.jzones.bits.ZoneIdentity;
import org.jzones.bits.ZoneImage;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.Progress;
import org.jzones.file.Trees;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Problem;
import org.jzones.model.ZoneConfig;

/**
 * Makes the files of a zone from an image that was found to fit: beside their place, then, whole, at it. The zone is
 * incomplete meanwhile, and the caller removes what there is if it fails. What is in its place already only becomes a zone's.
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
        LINUX,
        /** The same of an image that says what runs in it: it needs nothing else of a system. */
        CONTAINER;

        boolean isLinux() {
            return this == LINUX || this == CONTAINER;
        }
    }

    private final HostRoot host;
    private final ZoneImage image;
    private final ZoneConfig config;
    private final Becoming becoming;

    UnpackedZone(HostRoot host, ZoneImage image, ZoneConfig config, Becoming becoming) {
        this.host = host;
        this.image = image;
        this.config = config;
        this.becoming = becoming;
    }

    /** Makes the place beside, in the zonepath, which is there: as long as it is there the zone is half unpacked. */
    void begin() {
        Trees trees = host.files().trees();
        Path beside = trees.layout().unpackedFiles(config.zonepath());
        trees.remove(beside);
        trees.makeDirectory(beside, "rwx------");
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
        Path root = layout.zoneRoot(config.zonepath());
        Path unpacked = image.isInPlace() ? root : beside.resolve("root");
        image.put(trees, unpacked, progress);
        // as a directory of the image it may have been nobody else's to enter
        trees.setOwnerAndMode(unpacked, OPEN);
        List<Problem> told = new ArrayList<>(image.losses());
        if (host.machine().callerUid() != 0 && !image.isInPlace()) {
            told.add(Problem.of(Message.ARCHIVE_OWNERS));
        }
        told.addAll(edit(trees, unpacked, notes));
        if (!image.isInPlace()) {
            move(trees, unpacked, root);
        }
        Path dev = layout.zoneDev(config.zonepath());
        if (!becoming.isLinux() && !Layout.exists(dev)) {
            trees.makeDirectory(dev, "rwxr-xr-x");
        }
        if (becoming == Becoming.UNCONFIGURED) {
            new ZoneIdentity(trees, config.zonepath()).unconfigure();
        }
        if (becoming.isLinux()) {
            new LinuxIdentity(trees, config).give();
        }
        return told;
    }

    /** Removes the place beside when the index says what the zone is. */
    void finish() {
        Trees trees = host.files().trees();
        trees.remove(trees.layout().unpackedFiles(config.zonepath()));
    }

    private List<Problem> edit(Trees trees, Path unpacked, Consumer<Problem> notes) {
        if (becoming.isLinux()) {
            if (becoming == Becoming.LINUX && !CopiedTree.isSystem(unpacked)) {
                throw Failure.of(
                        image.isInPlace() ? Message.SOURCE_NO_SYSTEM : Message.ARCHIVE_NO_LINUX, image.shown());
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
