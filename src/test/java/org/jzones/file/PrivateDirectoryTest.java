package org.jzones.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a killed process has left is removed by the next one, and nothing that is somebody's, or only looks like it. */
class PrivateDirectoryTest {
    private static final String PREFIX = "jzones-test-";

    @TempDir
    Path place = Path.of("");

    /** Makes one, says so, and waits for its end. */
    static final class Holder {
        private Holder() {}

        public static void main(String[] args) throws IOException {
            PrivateDirectory made = PrivateDirectory.make(PREFIX, Optional.of(Path.of(args[0])));
            Files.writeString(Files.createDirectory(made.path().resolve("root")).resolve("file"), "text");
            System.out.println(made.path());
            System.in.read();
            Runtime.getRuntime().halt(1);
        }
    }

    private void makeAnother() {
        try (PrivateDirectory made = PrivateDirectory.make(PREFIX, Optional.of(place))) {
            assertTrue(Files.isDirectory(made.path()));
        }
    }

    @Test
    void whatAKilledProcessHasLeftIsRemovedAndNotWhatOneHolds() throws IOException, InterruptedException {
        Process holder = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Holder.class.getName(),
                        place.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader says = holder.inputReader(StandardCharsets.UTF_8)) {
            Path held = Path.of(says.readLine());
            makeAnother();
            assertTrue(Files.exists(held.resolve("root/file")), "it is held");
            holder.destroyForcibly().waitFor();
            assertTrue(Files.exists(held), "nobody has removed it");
            makeAnother();
            assertFalse(Files.exists(held));
        } finally {
            holder.destroyForcibly();
        }
    }

    @Test
    void severalOfAProcessDoNotDisturbEachOther() {
        try (PrivateDirectory one = PrivateDirectory.make(PREFIX, Optional.of(place))) {
            makeAnother();
            try (PrivateDirectory two = PrivateDirectory.make(PREFIX, Optional.of(place))) {
                assertTrue(Files.isDirectory(one.path()));
                assertFalse(one.path().equals(two.path()));
            }
        }
        assertEquals(0, place.toFile().list().length);
    }

    private Path left(String name, String mode) throws IOException {
        Path left = Files.createDirectory(place.resolve(PREFIX + name));
        Files.writeString(left.resolve(".lock"), "");
        return Files.setPosixFilePermissions(left, PosixFilePermissions.fromString(mode));
    }

    @Test
    void whatOnlyLooksLikeItStays() throws IOException {
        Path removed = left("1-a", "rwx------");
        Path outside = Files.createDirectory(place.resolve("outside"));
        Files.writeString(outside.resolve(".lock"), "");
        Files.createSymbolicLink(removed.resolve("link"), outside);
        Path open = left("1-b", "rwxr-x---");
        Path unlocked = left("1-c", "rwx------");
        Files.delete(unlocked.resolve(".lock"));
        Path linked = left("1-d", "rwx------");
        Files.delete(linked.resolve(".lock"));
        Files.createSymbolicLink(linked.resolve(".lock"), outside.resolve(".lock"));
        Path link = Files.createSymbolicLink(place.resolve(PREFIX + "1-e"), outside);
        Path file = Files.writeString(place.resolve(PREFIX + "1-f"), "");
        makeAnother();
        assertFalse(Files.exists(removed));
        for (Path stays : List.of(outside.resolve(".lock"), open, unlocked, linked, link, file)) {
            assertTrue(Files.exists(stays), stays.toString());
        }
    }
}
