package org.jzones.software.sadm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The quick reader of contents against an obvious one (spec 4.2, 4.6), on random, mutated and odd files. */
class ContentsScanTest {
    private static final List<String> DIRECTORIES = List.of("/usr", "/lib/x");
    private static final List<String> NAMES = List.of("SUNWa", "SUNWab", "SUNWb", "SUNWb.2", "EX", "SUNWnone");

    @TempDir
    Path directory = Path.of("");

    private final Random random = new Random(4);

    /** Line by line, with Strings. */
    private static Set<String> obvious(byte[] contents) {
        Set<String> found = new TreeSet<>();
        int start = 0;
        while (start < contents.length) {
            int end = start;
            while (end < contents.length && contents[end] != '\n') {
                end++;
            }
            ContentsEntry.parse(Arrays.copyOfRange(contents, start, end))
                    .filter(entry -> DIRECTORIES.stream()
                            .anyMatch(
                                    d -> entry.path().equals(d) || entry.path().startsWith(d + "/")))
                    .ifPresent(entry -> entry.packages().stream()
                            .map(ContentsEntry::instance)
                            .filter(NAMES::contains)
                            .forEach(found::add));
            start = end + 1;
        }
        return found;
    }

    private static Set<String> names(boolean[] found) {
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < found.length; i++) {
            if (found[i]) {
                names.add(NAMES.get(i));
            }
        }
        return names;
    }

    private void check(byte[] contents, String what) throws IOException {
        Set<String> wanted = obvious(contents);
        assertEquals(
                wanted,
                names(new ContentsScanner(DIRECTORIES, NAMES).scan(new ByteArrayInputStream(contents))),
                () -> what + ": " + text(contents));
        assertEquals(
                wanted,
                names(new ContentsScanner(DIRECTORIES, NAMES).scan(dripping(contents))),
                () -> what + " dripping");
        Path file = directory.resolve("contents");
        Files.write(file, contents);
        for (long part : new long[] {1 + random.nextInt(40), 1 + random.nextInt(4_000), ContentsScan.PART}) {
            if (contents.length / part < 2_000) {
                try (ContentsScan scan = new ContentsScan(FileChannel.open(file), DIRECTORIES, NAMES, part)) {
                    scan.start();
                    assertEquals(
                            wanted, names(scan.finish()), () -> what + " in parts of " + part + ": " + text(contents));
                }
            }
        }
    }

    private static String text(byte[] contents) {
        return new String(contents, 0, Math.min(contents.length, 2_000), StandardCharsets.ISO_8859_1);
    }

    /** A stream that gives a few bytes at a time. */
    private InputStream dripping(byte[] contents) {
        return new ByteArrayInputStream(contents) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, 1 + random.nextInt(2_000)));
            }
        };
    }

    private String pick(String... words) {
        return words[random.nextInt(words.length)];
    }

    private String line() {
        String path =
                pick("/usr", "/usr/", "/usr/bin/x", "/usrlocal/x", "/lib", "/lib/x", "/lib/xy", "/lib/x/y", "/etc", "");
        String blank = pick(" ", " ", " ", "\t", "  ", "\r ");
        List<String> fields = new ArrayList<>();
        switch (random.nextInt(7)) {
            case 0, 1 ->
                fields.addAll(List.of(path, pick("f", "e", "v"), "none", "0644", "root", "bin", "1", "?", "3"));
            case 2 -> fields.addAll(List.of(path, pick("d", "x", "p"), "none", "0755", "root", "sys"));
            case 3 -> fields.addAll(List.of(path + pick("=", "=/etc/y", "=../usr", ""), pick("s", "l"), "none"));
            case 4 -> fields.addAll(List.of(path, pick("c", "b"), "none", "1", "2", "0600", "root", "sys"));
            case 5 -> fields.addAll(List.of(pick("d", "f", "s", "q", "dd"), "none", path + pick("", "=t")));
            default -> fields.addAll(List.of(pick("#", "# x", "i", "/usr"), path));
        }
        for (int i = random.nextInt(4); i > 0; i--) {
            fields.add(pick("", "", "+", "-", "!", "%", "@", "#", "*", "~")
                    + pick("SUNWa", "SUNWab", "SUNWb", "SUNWb.2", "EX")
                    + pick("", "", "", ":none", "\\", "\\:x", "x"));
        }
        if (random.nextInt(12) == 0) {
            fields.remove(random.nextInt(fields.size()));
        }
        return String.join(blank, fields) + pick("", "", "", "\r", " ", "\0");
    }

    private byte[] file(int lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < lines; i++) {
            text.append(line()).append('\n');
        }
        if (random.nextBoolean() && text.length() > 0) {
            text.setLength(text.length() - 1);
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void randomFilesAreReadAsAnObviousReaderDoes() throws IOException {
        for (int i = 0; i < 400; i++) {
            check(file(random.nextInt(6)), "file " + i);
        }
    }

    @Test
    void mutatedFilesAreReadAsAnObviousReaderDoes() throws IOException {
        for (int i = 0; i < 400; i++) {
            byte[] contents = file(4);
            for (int j = random.nextInt(4); j >= 0 && contents.length > 0; j--) {
                byte value =
                        (byte) (random.nextBoolean() ? random.nextInt(256) : " \n\t\r=/:#\\".charAt(random.nextInt(9)));
                contents[random.nextInt(contents.length)] = value;
            }
            check(contents, "file " + i);
        }
    }

    @Test
    void linesLongerThanAnyBufferAreReadWhole() throws IOException {
        String filler = "x".repeat(300_000);
        String owners = "SUNWx ".repeat(60_000);
        List<String> long1 = List.of(
                "/usr/" + filler + " f none 0644 root bin 1 2 3 SUNWa",
                "/usr d none 0755 root sys " + owners + "SUNWb",
                "/usr d none 0755 root sys " + filler + " EX",
                "/usr/y=" + filler + " s none SUNWab",
                "/usr/z f " + filler + " 0644 " + " ".repeat(300_000) + "root bin 1 2 3 SUNWb.2",
                "f " + filler + " /usr/old SUNWb.2",
                "/etc/" + filler + " f none 0644 root bin 1 2 3 SUNWnone");
        for (String line : long1) {
            check(
                    (line + "\n" + "/usr/q f none 0644 root bin 1 2 3 SUNWa").getBytes(StandardCharsets.ISO_8859_1),
                    "alone");
        }
        check(String.join("\n", long1).getBytes(StandardCharsets.ISO_8859_1), "together");
    }

    @Test
    void linesAtEveryPlaceOfABufferAreRead() throws IOException {
        String line = "/usr/bin/tool=../x s none SUNWab:none EX\n";
        for (int shift = 0; shift < 2 * line.length(); shift++) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            bytes.writeBytes("#".repeat((256 << 10) - shift).getBytes(StandardCharsets.US_ASCII));
            bytes.writeBytes(("\n" + line + "/lib/x/y d none 0755 root sys SUNWb").getBytes(StandardCharsets.US_ASCII));
            check(bytes.toByteArray(), "shift " + shift);
        }
    }

    @Test
    void anEmptyFileNamesNoPackage() throws IOException {
        check(new byte[0], "empty");
        check(new byte[] {'\n'}, "one line end");
        check(new byte[1_000], "zeros");
    }
}
