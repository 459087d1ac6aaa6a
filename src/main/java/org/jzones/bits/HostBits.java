package org.jzones.bits;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jzones.file.Layout;
import org.jzones.file.Look;
import org.jzones.model.FileFacts.Kind;
import org.jzones.model.FileNames;
import org.jzones.model.InRootPath;
import org.jzones.software.sadm.ContentsEntry;

/** Where a zone's copy of what a package delivers comes from (spec 3.2): never the host's live editable files. */
final class HostBits {
    private final Layout layout;

    HostBits(Layout layout) {
        this.layout = layout;
    }

    /**
     * The directory, file or link to copy; empty if the host has none of the right kind.
     *
     * @param tokens the packages that may bring a pristine copy
     */
    Optional<Path> find(ContentsEntry entry, List<String> tokens) {
        String path = entry.filePath();
        if (entry.isNode() || !InRootPath.isWellFormed(path)) {
            return Optional.empty();
        }
        if (entry.isEditable()) {
            return tokens.stream()
                    .map(token -> layout.pristine(ContentsEntry.instance(token), path))
                    .filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .findFirst();
        }
        int slash = FileNames.require(path).lastIndexOf('/');
        Path file = layout.resolve(path.substring(0, slash)).resolve(path.substring(slash + 1));
        return Look.at(layout, file).kind() == kind(entry) ? Optional.of(file) : Optional.empty();
    }

    /** What there has to be for an entry. */
    static Kind kind(ContentsEntry entry) {
        if (entry.isDirectory()) {
            return Kind.DIRECTORY;
        }
        return entry.fileType() == 's' ? Kind.LINK : Kind.FILE;
    }
}
