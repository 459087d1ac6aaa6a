package org.jzones.architecture.broken.cli;

import java.nio.file.Files;
import java.nio.file.Path;

/** Breaks the rule of cli on purpose: a command that looks at files itself. */
public final class BrokenCommand {
    boolean run(Path path) {
        return Files.exists(path);
    }
}
