package org.jzones.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.jzones.model.ZoneEntry;
import org.jzones.model.ZoneName;
import org.jzones.model.ZoneState;

/** The index keeps what it does not change (spec 1.2). */
class ZoneIndexTest {
    private static final String UUID_TEXT = "11111111-2222-4333-8444-555555555555";

    private static ZoneIndex parse(String text) {
        return ZoneIndex.parse(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(ZoneIndex index) {
        return new String(index.toBytes(), StandardCharsets.UTF_8);
    }

    private static ZoneEntry entry(String name, ZoneState state, String zonepath) {
        return new ZoneEntry(new ZoneName(name), state, zonepath, Optional.empty());
    }

    @Test
    void anyBytesComeBackAsTheyWere() {
        for (long seed = 1; seed <= 3000; seed++) {
            byte[] bytes = index(new Random(seed));
            assertArrayEquals(bytes, ZoneIndex.parse(bytes).toBytes(), "seed " + seed);
        }
    }

    @Test
    void aChangeOfOneZoneKeepsEveryOtherLineByteForByte() {
        for (long seed = 1; seed <= 3000; seed++) {
            Random random = new Random(seed);
            byte[] bytes = index(random);
            ZoneIndex before = ZoneIndex.parse(bytes);
            ZoneEntry changed = entry("z" + random.nextInt(4), ZoneState.INCOMPLETE, "/new:" + random.nextInt(9));
            ZoneIndex after = before.with(changed);
            assertEquals(Optional.of(changed), after.find(changed.name()), "seed " + seed);
            assertEquals(Optional.of(changed), ZoneIndex.parse(after.toBytes()).find(changed.name()), "seed " + seed);
            boolean known = before.find(changed.name()).isPresent();
            List<String> old = lines(bytes);
            List<String> now = lines(after.toBytes());
            assertEquals(old.size() + (known ? 0 : 1), now.size(), "seed " + seed);
            int different = 0;
            for (int i = 0; i < old.size(); i++) {
                different += old.get(i).equals(now.get(i)) ? 0 : 1;
            }
            assertTrue(different <= (known ? 1 : 0), "seed " + seed + ": " + different + " lines differ");

            ZoneIndex without = before.without(changed.name());
            assertEquals(Optional.empty(), without.find(changed.name()), "seed " + seed);
            List<String> kept = new ArrayList<>(old);
            kept.removeIf(line -> ZoneIndex.parse((line + "\n").getBytes(StandardCharsets.ISO_8859_1))
                    .find(changed.name())
                    .isPresent());
            assertEquals(kept, lines(without.toBytes()), "seed " + seed);
        }
    }

    private static List<String> lines(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        List<String> lines = new ArrayList<>(List.of(text.split("\n", -1)));
        if (text.isEmpty() || text.endsWith("\n")) {
            lines.remove(lines.size() - 1);
        }
        return lines;
    }

    private static byte[] index(Random random) {
        StringBuilder text = new StringBuilder();
        int lines = random.nextInt(7);
        for (int i = 0; i < lines; i++) {
            String name = one(random, "z0", "z1", "z2", "\"z3\"", "global", "-x", "", "\u00FC", "z0.", "n".repeat(70));
            String state = one(random, "installed", "configured", "incomplete", "\"installed\"", "running", "", "x");
            String path = one(random, "/a", "\"/a:b\"", "/\u00FC\u00FF", "\"/x\"y", "\"/x", "", "/a b");
            String rest =
                    one(random, "", ":", ":" + UUID_TEXT, ":" + UUID_TEXT + ":more::\"a:b\":", ":nonsense", ":\":\"");
            text.append(one(random, "", "", "", "#", " "))
                    .append(name)
                    .append(':')
                    .append(state)
                    .append(':');
            text.append(path).append(rest);
            for (int j = random.nextInt(3) - 1; j > 0; j--) {
                text.insert(random.nextInt(text.length()), (char) random.nextInt(256));
            }
            text.append(i + 1 < lines || random.nextBoolean() ? one(random, "\n", "\n", "\r\n", "\n\n") : "");
        }
        return text.toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    private static String one(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    @Test
    void quotesAroundAFieldAreDroppedAndColonsInsideKept() {
        ZoneIndex index = parse("\"a\":\"installed\":\"/x:y\":\"" + UUID_TEXT + "\"\n");
        assertEquals(
                new ZoneEntry(new ZoneName("a"), ZoneState.INSTALLED, "/x:y", Optional.of(UUID.fromString(UUID_TEXT))),
                index.entries().get(0));
    }

    @Test
    void aZonepathWithAColonIsWrittenInQuotes() {
        assertEquals("a:configured:\"/x:y\":\n", text(parse("").with(entry("a", ZoneState.CONFIGURED, "/x:y"))));
    }

    @Test
    void carriageReturnAndFurtherFieldsStay() {
        ZoneIndex index = parse("a:configured:/a::one:\"t:wo\"\r\nb:configured:/b:");
        assertEquals(
                "a:configured:/c::one:\"t:wo\"\r\nb:configured:/b:",
                text(index.with(entry("a", ZoneState.CONFIGURED, "/c"))));
        assertEquals(
                "a:configured:/a::one:\"t:wo\"\r\nb:configured:/b:\nc:configured:/c:\n",
                text(index.with(entry("c", ZoneState.CONFIGURED, "/c"))));
    }

    @Test
    void theFirstLineWithANameWinsAndRemovingTakesAll() {
        ZoneIndex index = parse("a:configured:/1:\na:installed:/2:\n");
        assertEquals("/1", index.find(new ZoneName("a")).orElseThrow().zonepath());
        assertEquals(1, index.entries().size());
        assertEquals("", text(index.without(new ZoneName("a"))));
    }

    @Test
    void aRenameKeepsThePlace() {
        ZoneIndex index = parse("a:configured:/a:\nb:configured:/b:\n");
        assertEquals(
                "c:configured:/a:\nb:configured:/b:\n",
                text(index.replacing(new ZoneName("a"), entry("c", ZoneState.CONFIGURED, "/a"))));
    }

    @Test
    void aUuidInCapitalsCountsAndIsWrittenSmall() {
        ZoneIndex index = parse("a:installed:/a:ABCDEFAB-2222-4333-8444-55555555555F\n");
        ZoneEntry entry = index.entries().get(0);
        assertEquals(
                "abcdefab-2222-4333-8444-55555555555f",
                entry.uuid().orElseThrow().toString());
        assertEquals(
                "a:incomplete:/a:abcdefab-2222-4333-8444-55555555555f\n",
                text(index.with(entry.in(ZoneState.INCOMPLETE))));
    }

    @Test
    void aChangeToWhatIsThereChangesNothing() {
        ZoneIndex index = parse("\"a\":configured:\"/a\":");
        assertEquals(index, index.with(entry("a", ZoneState.CONFIGURED, "/a")));
    }
}
