package org.jzones.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The man pages are what the tables of the program and the prose make; {@code -Dman.write=true} writes them. */
class ManPagesTest {
    private static final Path FOLDER = Path.of("docs/man");

    @TestFactory
    Stream<DynamicTest> thePagesSayWhatTheTablesSay() throws IOException {
        return ManPages.generate().entrySet().stream()
                .map(page -> DynamicTest.dynamicTest(
                        page.getKey(), () -> compare(FOLDER.resolve(page.getKey()), page.getValue())));
    }

    private static void compare(Path file, String generated) throws IOException {
        if (Boolean.getBoolean("man.write")) {
            Files.createDirectories(FOLDER);
            Files.writeString(file, generated, StandardCharsets.US_ASCII);
        }
        assertEquals(generated, Files.readString(file, StandardCharsets.US_ASCII), "rewrite with -Dman.write=true");
    }

    @TestFactory
    Stream<DynamicTest> groffFindsNothingToWarnOf() throws IOException {
        return ManPages.generate().entrySet().stream()
                .map(page -> DynamicTest.dynamicTest(page.getKey(), () -> assertEquals("", warnings(page.getValue()))));
    }

    private static String warnings(String page) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("groff", ".err");
        try {
            Process groff = new ProcessBuilder(List.of("groff", "-man", "-ww", "-Tutf8"))
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(errors.toFile())
                    .start();
            try (java.io.OutputStream in = groff.getOutputStream()) {
                in.write(page.getBytes(StandardCharsets.US_ASCII));
            }
            groff.waitFor();
            return Files.readString(errors, StandardCharsets.UTF_8);
        } catch (IOException e) {
            assumeTrue(false, "groff is missing");
            throw e;
        } finally {
            Files.delete(errors);
        }
    }
}
