package org.jzones.host;

import java.nio.file.Path;
import java.util.Optional;
import org.jzones.model.GlobalProperty;
import org.jzones.model.ZoneConfig;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneName;

/**
 * A zone as a runtime gets it.
 *
 * @param config empty if the document is gone or cannot be read, with which a zone can still be brought down
 * @param zonepath on the caller's file system, a real directory for whoever is to run; empty for an index line without one
 */
public record Zone(ZoneEntry entry, Optional<ZoneConfig> config, Optional<Path> zonepath) {
    public ZoneName name() {
        return entry.name();
    }

    /** The configuration's brand, or else that of a zone whose document names none. */
    public String configuredBrand() {
        return config.map(c -> c.get(GlobalProperty.BRAND)).orElse(GlobalProperty.BRAND.byDefault());
    }
}
