package org.jzones.model;

import java.util.List;
import java.util.Optional;

/**
 * What was asked for of a configuration.
 *
 * @param word the property or the type of the resources; empty for all there is
 * @param resources the resources, if the word is the type of some
 */
public record ConfigView(ZoneConfig config, Optional<String> word, List<Resource> resources) {
    public ConfigView {
        resources = List.copyOf(resources);
    }
}
