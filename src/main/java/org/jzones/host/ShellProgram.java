package org.jzones.host;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Collectors;

/** The shell programs of this project that are longer than a line: each a file beside the class that has it run. */
public final class ShellProgram {
    private ShellProgram() {}

    /** The program in {@code NAME.sh} beside the class, without comments, which are for whoever reads the file. */
    public static String of(Class<?> user, String name) {
        try (InputStream in = Objects.requireNonNull(user.getResourceAsStream(name + ".sh"), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.stripLeading().startsWith("#"))
                    .collect(Collectors.joining("\n", "", "\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
