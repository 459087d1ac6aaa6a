package org.jzones.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Which release this is, as the build has written it down. */
final class Version {
    private static final String FILE = "version";

    private Version() {}

    /** {@code PROGRAM (jzones) VERSION}. */
    static String of(String program) {
        try (InputStream in = Objects.requireNonNull(Version.class.getResourceAsStream(FILE), FILE)) {
            return program + " (jzones) " + new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new IllegalStateException("cannot read " + FILE, e);
        }
    }
}
