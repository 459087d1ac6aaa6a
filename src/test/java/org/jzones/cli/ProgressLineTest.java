package org.jzones.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.jzones.model.Message;
import org.jzones.model.Problem;

/** What a terminal gets to see of the work, and when. */
class ProgressLineTest {
    private static final Problem ASKING = Problem.of(Message.PHASE_ASKING, "host2");
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final long MEGABYTE = 1 << 20;

    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    /** What is not flushed is not seen. */
    private final PrintStream terminal =
            new PrintStream(new BufferedOutputStream(seen, 1 << 20), false, StandardCharsets.UTF_8);

    private ProgressLine line() {
        return new ProgressLine(Optional.of(terminal), "zonemove", what -> "asking host2", () -> 60);
    }

    private String seen() {
        return seen.toString(StandardCharsets.UTF_8);
    }

    private void await(String text) throws InterruptedException {
        await(text, 1);
    }

    /** Waits until the text has come so often. */
    private void await(String text, int times) throws InterruptedException {
        long deadline = System.nanoTime() + 30 * SECOND;
        while (seen().split(Pattern.quote(text), -1).length <= times) {
            assertTrue(System.nanoTime() < deadline, "'" + text + "' does not come, but " + seen());
            Thread.sleep(10);
        }
    }

    @Test
    void whatGoesOnIsSaidAgainAndAgainAndGoes() throws InterruptedException {
        try (ProgressLine line = line()) {
            line.phase(ASKING);
            await("zonemove: asking host2, ");
            await("zonemove: asking host2, ", 4);
        }
        assertTrue(seen().matches("(?s).*\r {27,}\r"), seen());
    }

    @Test
    void whereSomebodyElseAsksItIsSaidOnce() throws InterruptedException {
        try (ProgressLine line = line()) {
            line.quietPhase(ASKING);
            assertEquals("\rzonemove: asking host2 ", seen());
            Thread.sleep(600);
            assertEquals("\rzonemove: asking host2 ", seen());
            line.phase(ASKING);
            await("zonemove: asking host2, ");
        }
    }

    @Test
    void aBarOfWorkThatIsDoneIsFullAndStays() throws InterruptedException {
        try (ProgressLine line = line()) {
            line.phase(ASKING);
            line.expect("files", 10);
            await("asking host2, "); // until there is something to count
            line.advance(3);
            await("zonemove  30% [");
            line.advance(20);
            await("zonemove  99% [");
            line.done();
            assertTrue(seen().stripTrailing().endsWith("] 23/23 files"), seen());
            assertTrue(seen().endsWith("\n"), seen());
            assertTrue(seen().contains("zonemove 100% [="), seen());
        }
    }

    @Test
    void aBarOfWorkThatHasFailedIsNotFull() throws InterruptedException {
        try (ProgressLine line = line()) {
            line.expect("files", 10);
            line.advance(3);
            await("zonemove  30% [");
        }
        assertTrue(seen().endsWith("\n"), seen());
        assertFalse(seen().contains("100%"), seen());
    }

    @Test
    void nothingIsShownOfWorkThatIsDoneAtOnce() {
        // unless the machine stands still meanwhile
        for (int i = 0; i < 20; i++) {
            seen.reset();
            try (ProgressLine line = line()) {
                line.phase(ASKING);
                line.expect("files", 10);
                line.advance(10);
                line.done();
            }
            if (seen().isEmpty()) {
                return;
            }
        }
        assertEquals("", seen());
    }

    @Test
    void whereNobodyWatchesNothingIsShown() throws InterruptedException {
        try (ProgressLine line = new ProgressLine(Optional.empty(), "install", what -> "no", () -> 60)) {
            assertFalse(line.isWatched());
            line.quietPhase(ASKING);
            line.expect("files", 10);
            line.advance(1);
            Thread.sleep(300);
            line.done();
        }
        assertEquals("", seen());
    }

    @Test
    void aFrameFitsWhateverTheWidthIs() {
        for (int columns = 0; columns < 200; columns++) {
            for (long count : new long[] {0, 1, 511 * MEGABYTE, 5000 * MEGABYTE}) {
                for (String unit : new String[] {"bytes", "files"}) {
                    ProgressFrame frame = new ProgressFrame("inventory", unit, count, 512 * MEGABYTE, false, SECOND);
                    assertTrue(frame.line(columns).length() <= columns, frame.line(columns));
                }
            }
        }
        assertEquals(
                "clone  50% [======>    ] 256/512 MB 64 MB/s",
                new ProgressFrame("clone", "bytes", 256 * MEGABYTE, 512 * MEGABYTE, false, 4 * SECOND).line(43));
        assertEquals(
                "clone  50% 256/512 MB",
                new ProgressFrame("clone", "bytes", 256 * MEGABYTE, 512 * MEGABYTE, false, 4 * SECOND).line(21));
        assertEquals(
                "update 100% [=====] 9/9 files", new ProgressFrame("update", "files", 7, 9, true, SECOND).line(29));
        assertEquals(
                "install   0% [>       ] 0/0 KB 0 KB/s",
                new ProgressFrame("install", "bytes", 0, 0, false, 0).line(37));
    }
}
