package org.jzones.support;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Damages bytes in ways that parsers like least; the same random numbers do the same damage. */
public final class Mutation {
    private static final int MOST = 6;
    /** What stands in quotes, or behind an equals sign, a colon or a blank. */
    private static final Pattern VALUE = Pattern.compile("\"([^\"\\n]*)\"|[=: ]([^=: \"\\n;]*)");

    private static final List<String> WORDS = List.of(
            "<",
            ">",
            "/>",
            "</zone>",
            "<zone>",
            "&x;",
            "&#10;",
            "&#x0;",
            "<![CDATA[",
            "<!--",
            "<!DOCTYPE x [<!ENTITY a \"b\">]>",
            "../",
            "/../..",
            "\0",
            "\n",
            "\r\n",
            "\r",
            "\t",
            "\"",
            "'",
            "\\",
            "\\\n",
            ":",
            "=",
            ";",
            "#",
            ",",
            "(",
            ")",
            "[",
            "]",
            "name=\"\"",
            "name=\"../x\"",
            "zonepath=\"/../../x\"",
            "true",
            "-1",
            "0",
            "99999999999999999999",
            "4294967296",
            "%n%s",
            "{0}",
            "$x",
            "\u00FC",
            "\u0085",
            "\uFFFE",
            "\uD83D\uDE00",
            "global",
            "SUNWdefault",
            "installed",
            "create -F\n",
            "add rctl\n",
            "add net\n",
            "select net address=1.2.3.4\n",
            "set zonename=../x\n",
            "set zonepath=/../..\n",
            "(priv=privileged,limit=",
            "end\n",
            "cancel\n",
            "delete -F\n",
            "info\n",
            "exit -F\n",
            "commit\n",
            "clear zonepath\n",
            "remove -F fs\n",
            "VERSION=",
            "PATCHLIST=",
            "SUNW_PKG_ALLZONES=true",
            "PATCH_INFO_",
            "/usr ",
            " f none ? ? ? ? ? ? ");

    private Mutation() {}

    /** The bytes with some of them changed, lost, doubled, moved or mixed with others. */
    public static byte[] of(byte[] bytes, byte[] other, Random random) {
        if (random.nextBoolean()) {
            return wellFormed(new String(bytes, StandardCharsets.ISO_8859_1), random)
                    .getBytes(StandardCharsets.ISO_8859_1);
        }
        byte[] mutated = bytes;
        for (int i = 1 + random.nextInt(MOST); i > 0; i--) {
            mutated = once(mutated, other, random);
        }
        return mutated;
    }

    /** Whole lines lost, doubled or moved, and other values in quotes or behind blanks: what gets past the first look. */
    private static String wellFormed(String text, Random random) {
        String mutated = text;
        for (int i = 1 + random.nextInt(MOST / 2); i > 0; i--) {
            mutated = random.nextInt(3) == 0 ? otherLines(mutated, random) : otherValue(mutated, random);
        }
        return mutated;
    }

    private static String otherLines(String text, Random random) {
        List<String> lines = new ArrayList<>(List.of(text.split("(?<=\n)")));
        int at = random.nextInt(lines.size());
        String line = lines.get(at);
        switch (random.nextInt(3)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(random.nextInt(lines.size() + 1), line);
            default -> Collections.swap(lines, at, random.nextInt(lines.size()));
        }
        return String.join("", lines);
    }

    private static String otherValue(String text, Random random) {
        Matcher value = VALUE.matcher(text);
        List<int[]> places = new ArrayList<>();
        while (value.find()) {
            int group = value.group(1) == null ? 2 : 1;
            places.add(new int[] {value.start(group), value.end(group)});
        }
        if (places.isEmpty()) {
            return text;
        }
        int[] place = places.get(random.nextInt(places.size()));
        String word = new String(word(random), StandardCharsets.ISO_8859_1);
        String by = switch (random.nextInt(5)) {
            case 0 -> "";
            case 1 -> word.repeat(random.nextInt(300));
            case 2 -> text.substring(place[0], place[1]) + word;
            case 3 -> Long.toString(random.nextLong() >> random.nextInt(64));
            default -> word;
        };
        boolean xml = text.startsWith("<");
        String safe = xml && random.nextInt(8) > 0
                ? by.replaceAll("&(?!#)", "&amp;")
                        .replace("<", "&lt;")
                        .replace("\"", "&quot;")
                        .replaceAll("[\0\f]", "")
                : by;
        return text.substring(0, place[0]) + safe + text.substring(place[1]);
    }

    private static byte[] once(byte[] bytes, byte[] other, Random random) {
        int length = bytes.length;
        int from = random.nextInt(length + 1);
        int to = Math.min(length, from + (random.nextInt(4) == 0 ? random.nextInt(length + 1) : random.nextInt(12)));
        return switch (random.nextInt(10)) {
            case 0 -> replaced(bytes, from, Math.min(from + 1, length), new byte[] {(byte) random.nextInt(256)});
            case 1 -> flipped(bytes, from, random);
            case 2 -> replaced(bytes, from, to, new byte[0]);
            case 3 -> replaced(bytes, to, to, Arrays.copyOfRange(bytes, from, to));
            case 4 -> replaced(bytes, from, from, word(random));
            case 5 -> replaced(bytes, from, to, word(random));
            case 6 -> replaced(bytes, from, from, rubbish(random));
            case 7 -> swapped(bytes, from, to, random);
            case 8 -> random.nextInt(3) == 0 ? Arrays.copyOf(bytes, from) : digits(bytes, random);
            default ->
                random.nextInt(3) == 0 ? replaced(bytes, from, to, other) : replaced(bytes, from, from, many(random));
        };
    }

    private static byte[] word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] rubbish(Random random) {
        byte[] rubbish = new byte[random.nextInt(20)];
        random.nextBytes(rubbish);
        return rubbish;
    }

    private static byte[] many(Random random) {
        byte[] word = word(random);
        int times = random.nextInt(20) == 0 ? random.nextInt(20_000) : random.nextInt(40);
        byte[] many = new byte[word.length * times];
        for (int i = 0; i < many.length; i++) {
            many[i] = word[i % word.length];
        }
        return many;
    }

    private static byte[] flipped(byte[] bytes, int at, Random random) {
        byte[] flipped = bytes.clone();
        if (at < flipped.length) {
            flipped[at] = (byte) (flipped[at] ^ (1 << random.nextInt(8)));
        }
        return flipped;
    }

    private static byte[] digits(byte[] bytes, Random random) {
        byte[] changed = bytes.clone();
        for (int i = 0; i < changed.length; i++) {
            if (changed[i] >= '0' && changed[i] <= '9' && random.nextInt(8) == 0) {
                changed[i] = (byte) ('0' + random.nextInt(10));
            }
        }
        return changed;
    }

    private static byte[] swapped(byte[] bytes, int from, int to, Random random) {
        byte[] part = Arrays.copyOfRange(bytes, from, to);
        byte[] rest = replaced(bytes, from, to, new byte[0]);
        int at = random.nextInt(rest.length + 1);
        return replaced(rest, at, at, part);
    }

    private static byte[] replaced(byte[] bytes, int from, int to, byte[] by) {
        byte[] replaced = new byte[bytes.length - (to - from) + by.length];
        System.arraycopy(bytes, 0, replaced, 0, from);
        System.arraycopy(by, 0, replaced, from, by.length);
        System.arraycopy(bytes, to, replaced, from + by.length, bytes.length - to);
        return replaced;
    }
}
