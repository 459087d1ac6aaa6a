package org.jzones.bits;

import java.nio.file.Path;
import java.util.Optional;
import org.jzones.file.Layout;
import org.jzones.file.Look;
import org.jzones.model.FileFacts.Kind;
import org.jzones.model.FileNames;
import org.jzones.model.InRootPath;
import org.jzones.software.Delivery;
import org.jzones.software.SoftwareDatabase;

/** Where a zone's copy of what a package delivers comes from (spec 3.2): never the host's live editable files. */
final class HostBits {
    private final Layout layout;
    private final SoftwareDatabase software;

    HostBits(Layout layout, SoftwareDatabase software) {
        this.layout = layout;
        this.software = software;
    }

    /** The directory, file or link to copy; empty if the host has none of the right kind. */
    Optional<Path> find(Delivery delivery) {
        String path = delivery.filePath();
        if (delivery.kind() == Kind.OTHER || !InRootPath.isWellFormed(path)) {
            return Optional.empty();
        }
        if (delivery.isEditable()) {
            return delivery.packages().stream()
                    .flatMap(pkg -> software.pristine(pkg, path).stream())
                    .findFirst();
        }
        int slash = FileNames.require(path).lastIndexOf('/');
        Path file = layout.resolve(path.substring(0, slash)).resolve(path.substring(slash + 1));
        return Look.at(layout, file).kind() == delivery.kind() ? Optional.of(file) : Optional.empty();
    }
}
