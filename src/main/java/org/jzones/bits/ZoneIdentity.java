package org.jzones.bits;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jzones.file.FileTrouble;
import org.jzones.file.Layout;
import org.jzones.file.Steps;
import org.jzones.file.Trees;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** What decides about the system identity of a zone when it boots first: root/etc/.UNCONFIGURED and root/etc/sysidcfg (spec 3.3). */
public final class ZoneIdentity {
    private final Layout layout;
    private final Steps steps;
    private final Trees trees;
    private final Path etc;

    public ZoneIdentity(Trees trees, String zonepath) {
        this.layout = trees.layout();
        this.steps = trees.steps();
        this.trees = trees;
        this.etc = layout.zoneRoot(zonepath).resolve("etc");
    }

    /** Makes the zone ask for its identity, unless its etc is something else than a directory. */
    public void unconfigure() {
        try {
            if (!Layout.exists(etc)) {
                trees.makeDirectory(etc, "rwxr-xr-x");
            }
            Path mark = etc.resolve(".UNCONFIGURED");
            if (isDirectory() && !Layout.exists(mark)) {
                steps.before("make", mark);
                Files.createFile(mark);
            }
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(etc), e);
        }
    }

    /** Gives the zone the answers, for root's eyes only. What is there is replaced; never written through a link. */
    public void configure(byte[] sysidcfg) {
        if (!isDirectory()) {
            throw Failure.of(Message.CLONE_NO_ETC, layout.shown(etc));
        }
        Path file = etc.resolve("sysidcfg");
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            steps.before("remove", file);
            Files.deleteIfExists(file);
            steps.before("write", file);
            try (FileChannel channel = FileChannel.open(
                    file,
                    options,
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
                java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(sysidcfg);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
        } catch (IOException e) {
            throw FileTrouble.writing(layout.shown(file), e);
        }
    }

    private boolean isDirectory() {
        return Files.isDirectory(etc, LinkOption.NOFOLLOW_LINKS);
    }
}
