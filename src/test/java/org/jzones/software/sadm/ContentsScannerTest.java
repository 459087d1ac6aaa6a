package org.jzones.software.sadm;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The fast scan of contents against a slow reading of the same bytes by the letter of contents(4) (spec 4.2, 4.3). */
class ContentsScannerTest {
    private static final List<String> DIRECTORIES = List.of("/usr", "/lib", "/opt/a");
    private static final List<String> PACKAGES =
            List.of("SUNWa", "SUNWb", "SUNWab", "SUNWc.2", "x", "SUNWlong" + "g".repeat(200), "gr\u00FCn");
    private static final int FILES = 3000;

    /** A stream that gives as few bytes at a time as it likes. */
    private static final class Trickle extends InputStream {
        private final InputStream in;
        private final Random random;

        Trickle(byte[] bytes, Random random) {
            this.in = new ByteArrayInputStream(bytes);
            this.random = random;
        }

        @Override
        public int read() throws IOException {
            return in.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            return in.read(buffer, offset, Math.min(length, 1 + random.nextInt(100_000)));
        }
    }

    private static Set<String> fast(byte[] contents, Random random) throws IOException {
        boolean[] found = new ContentsScanner(DIRECTORIES, PACKAGES).scan(new Trickle(contents, random));
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < found.length; i++) {
            if (found[i]) {
                names.add(PACKAGES.get(i));
            }
        }
        return names;
    }

    /** Line by line, field by field. */
    private static Set<String> slow(byte[] contents) {
        Set<String> names = new TreeSet<>();
        for (String line : new String(contents, StandardCharsets.ISO_8859_1).split("\n", -1)) {
            names.addAll(packagesOf(line));
        }
        Set<String> known = new TreeSet<>();
        for (String name : PACKAGES) {
            String bytes = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
            if (names.contains(bytes)) {
                known.add(name);
            }
        }
        return known;
    }

    private static List<String> packagesOf(String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return List.of();
        }
        String[] fields = line.split("[ \t\r]+", -1);
        boolean oldStyle = !line.startsWith("/");
        int pathAt = oldStyle ? 2 : 0;
        int volume = !oldStyle && fields.length > 2 && fields[1].matches("[0-9]{1,9}") ? 1 : 0;
        int typeAt = oldStyle ? 0 : 1 + volume;
        if (fields.length <= 2 || fields[typeAt].length() != 1 || !fields[pathAt].startsWith("/")) {
            return List.of();
        }
        boolean link = fields[pathAt].contains("=");
        int before = oldStyle ? 3 : 0;
        switch (fields[typeAt].charAt(0)) {
            case 'd', 'x', 'p' -> before = oldStyle ? 3 : 6 + volume;
            case 'f', 'e', 'v' -> before = oldStyle ? 3 : 9 + volume;
            case 'c', 'b' -> before = oldStyle ? 3 : 8 + volume;
            case 's', 'l' -> {
                if (!oldStyle && !link) {
                    return List.of();
                }
                before = 3 + volume;
            }
            case '?' -> before = 3 + volume;
            default -> {
                return List.of();
            }
        }
        String path = fields[pathAt].split("=", 2)[0];
        if (DIRECTORIES.stream().noneMatch(dir -> path.equals(dir) || path.startsWith(dir + "/"))) {
            return List.of();
        }
        List<String> names = new ArrayList<>();
        for (int i = before; i < fields.length; i++) {
            names.add(instance(fields[i]));
        }
        return names;
    }

    private static String instance(String token) {
        return token.replaceFirst("^[-+!%@#*~]", "").replaceFirst("(?s)[:\\\\].*", "");
    }

    @Test
    void readsWhatASlowReaderReads() throws IOException {
        long first = Long.getLong("seed", 1);
        for (long seed = first; seed < first + FILES; seed++) {
            Random random = new Random(seed);
            byte[] contents = contents(random);
            assertEquals(slow(contents), fast(contents, random), "seed " + seed);
        }
    }

    @Test
    void readsLinesLongerThanItsBuffer() throws IOException {
        for (long seed = 1; seed <= 40; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 4; i++) {
                text.append(line(random).strip());
                int names = random.nextInt(60_000);
                text.append((blank(random) + "SUNWnone" + random.nextInt(10)).repeat(names));
                text.append(blank(random)).append(token(random)).append(random.nextBoolean() ? "\n" : "\r\n");
            }
            byte[] contents = text.toString().getBytes(StandardCharsets.UTF_8);
            assertEquals(slow(contents), fast(contents, random), "seed " + seed);
        }
    }

    @Test
    void aNameAtTheEdgeOfTheBufferIsReadWhole() throws IOException {
        String head = "/usr d none 0755 root sys ";
        for (int edge = (256 << 10) - 12; edge < (256 << 10) + 3; edge++) {
            String padding = "y ".repeat((edge - head.length()) / 2) + ((edge - head.length()) % 2 == 0 ? "" : " ");
            for (String token : List.of("SUNWa", "+SUNWab:class", "SUNWb\\:none", "~SUNWa\n/lib d none ? ? ? SUNWb")) {
                byte[] contents = (head + padding + token).getBytes(StandardCharsets.UTF_8);
                assertEquals(slow(contents), fast(contents, new Random(edge)), edge + " " + token);
            }
        }
    }

    private static byte[] contents(Random random) {
        StringBuilder text = new StringBuilder();
        int lines = random.nextInt(8);
        for (int i = 0; i < lines; i++) {
            text.append(line(random));
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        int mutations = random.nextInt(4);
        for (int i = 0; i < mutations && bytes.length > 0; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(4)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes[at] = (byte) " \t\n\r=/#\\:+\0".charAt(random.nextInt(11));
                case 2 -> bytes = Arrays.copyOf(bytes, at);
                default -> {
                    byte[] more = Arrays.copyOf(bytes, bytes.length + 5);
                    System.arraycopy(bytes, at, more, at + 5, bytes.length - at);
                    bytes = more;
                }
            }
        }
        return bytes;
    }

    private static String line(Random random) {
        String path = one(
                random,
                "/usr",
                "/usr/bin/x",
                "/usrlocal",
                "/lib",
                "/li",
                "/opt/a",
                "/opt/a/b",
                "/opt/ab",
                "/",
                "usr",
                "");
        path += one(random, "", "", "", "=../x", "=", "=a=b", "/a=/usr/b", "\\x", "/\u00FC");
        String b = blank(random);
        String type = one(random, "d", "x", "p", "f", "e", "v", "s", "l", "c", "b", "?", "i", "dd", "");
        if (random.nextInt(4) == 0) {
            type = one(random, "1", "2", "123456789", "1234567890") + blank(random) + type;
        }
        String head = switch (random.nextInt(6)) {
            case 0 -> path + b + type + b + "none" + b + "0755" + b + "root" + b + "sys";
            case 1 -> path + b + type + b + "none" + b + "?" + b + "root" + b + "bin" + b + "1" + b + "2" + b + "?";
            case 2 -> path + b + type + b + "none";
            case 3 -> path + b + type + b + "none" + b + "13" + b + "2" + b + "0666" + b + "root" + b + "sys";
            case 4 -> type + b + "none" + b + path;
            default -> one(random, "# comment", "", "garbage", "\0", path, path + b + type);
        };
        StringBuilder line = new StringBuilder(head);
        int tokens = random.nextInt(4);
        for (int i = 0; i < tokens; i++) {
            line.append(blank(random)).append(token(random));
        }
        return line.append(one(random, "\n", "\n", "\n", "\r\n", " \n", "\t\r\n", ""))
                .toString();
    }

    private static String token(Random random) {
        String name = random.nextInt(5) == 0
                ? one(random, "SUNW", "SUNWaa", "SUNWab.2", "", "+", "\\")
                : PACKAGES.get(random.nextInt(PACKAGES.size()));
        return one(random, "", "", "+", "-", "!", "%", "@", "#", "*", "~", "++", "&")
                + name
                + one(random, "", "", "", ":none", "\\", "\\:none", ":", "::");
    }

    private static String blank(Random random) {
        return one(random, " ", " ", " ", "\t", "  ", " \t ");
    }

    private static String one(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
