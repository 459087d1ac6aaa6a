package org.jzones.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.Program;
import org.jzones.support.TestHost;
import org.jzones.support.Transcript;

/** Every file below {@code transcripts} is replayed and compared whole; {@code -Dtranscripts.write=true} rewrites them. */
class TranscriptsTest {
    private static final Path FOLDER = Path.of("src/test/resources/transcripts");

    private static final Pattern NEEDS = Pattern.compile("^# .*; needs ([a-z ]+)$", Pattern.MULTILINE);

    @TempDir
    Path directory = Path.of("");

    @TestFactory
    Stream<DynamicTest> transcripts() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(FOLDER)) {
            files = all.filter(f -> f.toString().endsWith(".txt")).sorted().toList();
        }
        assertFalse(files.isEmpty(), "no transcripts in " + FOLDER);
        return files.stream()
                .map(file -> DynamicTest.dynamicTest(FOLDER.relativize(file).toString(), () -> replay(file)));
    }

    private void replay(Path file) throws IOException, InterruptedException {
        String name = FOLDER.relativize(file).toString().replace('/', '-');
        Path work = Files.createDirectory(directory.resolve(name));
        String expected = Files.readString(file);
        Matcher needs = NEEDS.matcher(expected);
        if (needs.find()) {
            for (String need : needs.group(1).split(" and ")) {
                assumeThere(need);
            }
        }
        String actual = new Transcript(work).replay(expected);
        if (Boolean.getBoolean("transcripts.write")) {
            Files.writeString(file, actual);
        } else {
            assertEquals(expected, actual);
        }
    }

    /** @param need a program, or root: others are told besides what they could not do */
    private static void assumeThere(String need) throws IOException, InterruptedException {
        if (need.equals("root")) {
            TestHost.assumeRoot();
            return;
        }
        boolean isThere = Program.of("sh", "-c", "command -v " + need).run().status() == 0;
        assumeTrue(isThere, "SKIPPED: there is no " + need);
    }
}
