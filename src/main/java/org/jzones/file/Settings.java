package org.jzones.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** An installation's conf/jzones.conf: lines {@code NAME=VALUE}. */
public final class Settings {
    private Settings() {}

    /** The value of the first line with this name; empty if there is none, or no such file. */
    public static Optional<String> value(Path file, String name) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
                    .map(String::strip)
                    .filter(line -> line.startsWith(name + "="))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        } catch (IOException e) {
            throw Failure.of(Message.SETTINGS_UNREADABLE, file, FileTrouble.cause(e));
        }
    }
}
