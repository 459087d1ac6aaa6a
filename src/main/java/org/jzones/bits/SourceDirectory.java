package org.jzones.bits;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jzones.file.Layout;
import org.jzones.image.DirectoryFiles;
import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.ZoneConfig;

/** A directory of the caller's that a zone is to be copied from. */
final class SourceDirectory {
    private SourceDirectory() {}

    /**
     * Checks that it is one, and apart from the zonepath.
     *
     * @param shown as the caller has named it
     */
    static void require(Layout host, Path source, String shown, ZoneConfig config) {
        if (!Layout.exists(source)) {
            throw Failure.of(Message.SOURCE_MISSING, shown);
        }
        if (!Files.isDirectory(source, LinkOption.NOFOLLOW_LINKS)) {
            throw Failure.of(Message.SOURCE_NOT_DIRECTORY, shown);
        }
        if (DirectoryFiles.isImage(source)) {
            throw Failure.of(Message.SOURCE_IS_IMAGE, shown);
        }
        Path real = Layout.realPath(source);
        Path zonepath = Layout.realPath(host.zonepath(config.zonepath()));
        if (real.startsWith(zonepath) || zonepath.startsWith(real)) {
            throw Failure.of(Message.SOURCE_OVERLAPS, shown, config.zonepath());
        }
    }
}
