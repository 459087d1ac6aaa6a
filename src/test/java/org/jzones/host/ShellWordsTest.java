package org.jzones.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.jzones.model.Failure;

class ShellWordsTest {
    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "a b",
            "\ttab",
            "'",
            "''",
            "\"",
            "it's",
            "$HOME",
            "${IFS}",
            "$(touch gone)",
            "`touch gone`",
            "; touch gone",
            "&& touch gone",
            "| touch gone",
            "> gone",
            "line\ntouch gone\n",
            "\r\n",
            "\\",
            "\\'",
            "'\\''; touch gone; '",
            "-rf",
            "--",
            "~",
            "~root",
            "*",
            "?[a-z]",
            "!!",
            "#",
            "a=b",
            "{a,b}",
            "h\u00f6hle\u6d1e\ud83d\ude00",
            "\u0001\u007f");

    @TempDir
    Path directory = Path.of("");

    /** What a shell makes of the line: the words, each ended by a null character. */
    private List<String> readByShell(String line) throws Exception {
        Process shell = new ProcessBuilder(List.of("sh", "-c", "printf '%s\\0' " + line))
                .directory(directory.toFile())
                .start();
        shell.getOutputStream().close();
        String out = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        shell.waitFor();
        List<String> words = new ArrayList<>(List.of(out.split("\0", -1)));
        words.remove(words.size() - 1);
        return words;
    }

    @Test
    void aShellReadsTheWordsAsTheyAre() throws Exception {
        assertEquals(HOSTILE, readByShell(ShellWords.line(HOSTILE)));
        assertFalse(Files.exists(directory.resolve("gone")));
    }

    @Test
    void aShellReadsAnyWordsAsTheyAre() throws Exception {
        long seed = 20060130;
        Random random = new Random(seed);
        List<String> words = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            StringBuilder word = new StringBuilder();
            for (int n = random.nextInt(12); n > 0; n--) {
                word.append((char) (1 + random.nextInt(126)));
            }
            words.add(word.toString());
        }
        assertEquals(words, readByShell(ShellWords.line(words)), "seed " + seed);
        try (var files = Files.list(directory)) {
            assertEquals(List.of(), files.toList());
        }
    }

    @Test
    void wordsWithoutMeaningToAShellStayReadable() {
        assertEquals(
                "zonemove -R /srv/host1 --resume my-zone",
                ShellWords.line(List.of("zonemove", "-R", "/srv/host1", "--resume", "my-zone")));
    }

    @Test
    void rsyncGetsQuotesDoubled() {
        assertEquals("'ssh' '-o' 'a ''b'' $c'", ShellWords.forRsync(List.of("ssh", "-o", "a 'b' $c")));
    }

    @Test
    void aCommandIsCutAtBlanksOutsideQuotes() {
        assertEquals(
                List.of("/opt/my ssh", "-o", "x=$y", "a\\b", "it's", ""),
                ShellWords.split(" '/opt/my ssh'  -o \"x=$y\" 'a\\b' it\\'s ''"));
    }

    @Test
    void splittingUndoesQuoting() {
        assertEquals(HOSTILE, ShellWords.split(ShellWords.line(HOSTILE)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "ssh 'x", "ssh \"x"})
    void aCommandThatIsNoneIsRefused(String line) {
        assertThrows(Failure.class, () -> ShellWords.split(line));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-oProxyCommand=x", "a b", "a;b", "$(x)", "a/b", "u@h", "a\nb", "'h'"})
    void whatIsNoHostIsRefused(String host) {
        assertThrows(Failure.class, () -> new Ssh(List.of("ssh"), host));
    }

    @Test
    void aCommandForTheOtherMachineIsOneWordAfterTheHost() {
        assertEquals(
                List.of("ssh", "-p", "22", "fe80::1%eth0", "zoneadm -R '/a b' list"),
                new Ssh(List.of("ssh", "-p", "22"), "fe80::1%eth0").command(List.of("zoneadm", "-R", "/a b", "list")));
    }
}
