package org.jzones.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.jzones.support.Program;
import org.jzones.support.TestHost.Result;

/** The shell programs in files of their own: shells can read them, and shellcheck has nothing to say of them. */
class ShellProgramTest {
    private static List<String> in(String directory, String pattern) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of(directory))) {
            List<String> found = files.map(Path::toString)
                    .filter(file -> file.matches(pattern))
                    .sorted()
                    .toList();
            assertTrue(found.size() > 5, found.toString());
            return found;
        }
    }

    private static boolean isThere(String program) {
        return Stream.of(String.valueOf(System.getenv("PATH")).split(File.pathSeparator))
                .anyMatch(directory -> Files.isExecutable(Path.of(directory, program)));
    }

    private static void assertQuiet(List<String> words, List<String> files) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(words);
        command.addAll(files);
        assertEquals(
                new Result(0, "", ""),
                Program.of(command.toArray(String[]::new)).run());
    }

    @Test
    void anyShellCanReadThem() throws IOException, InterruptedException {
        for (String file : in("src/main/resources", ".*\\.sh")) {
            assertQuiet(List.of("sh", "-n"), List.of(file));
            if (isThere("busybox")) {
                assertQuiet(List.of("busybox", "sh", "-n"), List.of(file));
            }
        }
    }

    @Test
    void shellcheckHasNothingToSay() throws IOException, InterruptedException {
        Assumptions.assumeTrue(isThere("shellcheck"), "SKIPPED: there is no shellcheck here");
        assertQuiet(List.of("shellcheck", "-s", "sh"), in("src/main/resources", ".*\\.sh"));
        // the launchers do what POSIX does not promise, where all shells agree
        assertQuiet(
                List.of("shellcheck", "-S", "error"), in("scripts", "scripts/(zone|install|quick|bench|example).*"));
        // what goes to hosts of Solaris is for a shell that was there before POSIX, and sh on them knows no $(...)
        assertQuiet(
                List.of("shellcheck", "-s", "sh", "-e", "SC2006,SC2012,SC2015,SC2046,SC2162,SC2172,SC2209,SC2317"),
                List.of("scripts/jzones-capture"));
    }

    @Test
    void commentsStayInTheFile() {
        assertTrue(ShellProgram.of(Pipes.class, "tied").startsWith("exec 3<&0\ninput="));
    }
}
