package org.jzones.cli;

import java.util.List;
import java.util.Optional;

/** Boot arguments as words of the command line. */
final class BootArguments {
    private BootArguments() {}

    /** The words as one text; empty if there are none, so that the configuration's bootargs count. */
    static Optional<String> of(List<String> words) {
        return words.isEmpty() ? Optional.empty() : Optional.of(String.join(" ", words));
    }
}
