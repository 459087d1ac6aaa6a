package org.jzones.documents;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.jzones.support.Program;
import org.jzones.support.TestHost;

/** The examples in docs/language.md print what the document says. */
class DocumentationIT {
    private static final Pattern BLOCK = Pattern.compile("```\n(\\$ .*?)```", Pattern.DOTALL);
    private static final String PROMPT = "$ ";

    @TempDir
    Path directory = Path.of("");

    @Test
    void theLanguagesExamplesPrintWhatTheyShow() throws IOException, InterruptedException {
        TestHost host = TestHost.example(directory.resolve("host"), "host1");
        Path work = Files.createDirectory(directory.resolve("work"));
        Matcher block = BLOCK.matcher(Files.readString(Path.of("docs/language.md")));
        int seen = 0;
        while (block.find()) {
            for (String example : block.group(1).split("(?m)^\\$ ")) {
                if (!example.isEmpty()) {
                    seen++;
                    String command = example.substring(0, example.indexOf('\n'));
                    check(host, work, command, example.substring(command.length() + 1));
                }
            }
        }
        assertTrue(seen > 10, "only " + seen + " examples");
    }

    private static void check(TestHost host, Path work, String command, String shown)
            throws IOException, InterruptedException {
        if (command.startsWith("cat ")) {
            Files.writeString(work.resolve(command.substring("cat ".length())), shown);
            return;
        }
        String path = Path.of("scripts").toAbsolutePath() + ":" + System.getenv("PATH");
        // a reader sees errors where they come up
        String printed = Program.of("sh", "-c", "exec 2>&1; " + command)
                .in(work)
                .with(Map.of("ZONES_ROOT", host.root().toString(), "PATH", path))
                .run()
                .out();
        assertEquals(shown, printed, PROMPT + command);
    }
}
