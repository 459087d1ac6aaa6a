package org.jzones.host;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.jzones.host.Relay.Ended;

/** A program in our place gets what we get, and says what it says through us, whoever holds out. */
class RelayTest {
    private static final Talk.Signals NONE = (names, taker) -> () -> {};

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Ended run(InputStream in, OutputStream to, Talk.Signals signals, String script) {
        Talk talk = new Talk(
                in,
                new PrintStream(to, false, StandardCharsets.UTF_8),
                new PrintStream(err, false, StandardCharsets.UTF_8),
                signals,
                name -> {});
        return new Relay(new Processes())
                .apart(
                        List.of("sh", "-c", script),
                        talk,
                        text -> text.startsWith("secret") || "secret".startsWith(text));
    }

    private Ended run(String script) {
        return run(InputStream.nullInputStream(), out, NONE, script);
    }

    @Test
    void bytesComeThroughAsTheyAre() {
        byte[] bytes = new byte[5_000_000];
        new Random(1).nextBytes(bytes);
        assertEquals(0, run(new ByteArrayInputStream(bytes), out, NONE, "cat").status());
        assertArrayEquals(bytes, out.toByteArray());
    }

    @Test
    void outputErrorAndStatusAreApart() {
        assertEquals(7, run("echo out; echo err >&2; exit 7").status());
        assertEquals("out\n", out.toString(StandardCharsets.UTF_8));
        assertEquals("err\n", err.toString(StandardCharsets.UTF_8));
        assertEquals(137, run("kill -9 $$").status());
    }

    @Test
    void itEndsWhenTheProgramEndsAlthoughThereIsMoreToRead() throws IOException {
        try (PipedOutputStream open = new PipedOutputStream();
                PipedInputStream in = new PipedInputStream(open)) {
            assertTimeout(Duration.ofSeconds(20), () -> run(in, out, NONE, "exit 3"));
        }
    }

    @Test
    void itDoesNotWaitForWhatIsLeftRunning() {
        assertTimeout(Duration.ofSeconds(20), () -> run("sleep 60 & echo $!"));
        String pid = out.toString(StandardCharsets.UTF_8).strip();
        assertTrue(
                ProcessHandle.of(Long.parseLong(pid))
                        .map(ProcessHandle::destroy)
                        .orElse(false),
                pid);
    }

    @Test
    void aReaderThatHasGoneIsNoticed() {
        OutputStream gone = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("Broken pipe");
            }
        };
        assertEquals(
                141, run(InputStream.nullInputStream(), gone, NONE, "exec yes").status());
    }

    @Test
    void whatTheProgramDoesNotReadIsNoTrouble() {
        assertEquals(
                0,
                run(new ByteArrayInputStream(new byte[1 << 20]), out, NONE, "exec true")
                        .status());
    }

    @Test
    void theBeginningOfErrorsCanBeKept() {
        assertEquals("secret words\n", run("echo secret words >&2").withheld());
        assertEquals("", err.toString(StandardCharsets.UTF_8));
        assertEquals("", run("printf sec >&2; sleep 0.1; echo ond >&2").withheld());
        assertEquals("second\n", err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void signalsGoOn() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        @SuppressWarnings({"unchecked", "rawtypes"})
        Consumer<String>[] taker = new Consumer[1];
        Talk.Signals signals = (names, to) -> {
            taker[0] = to;
            return () -> {};
        };
        OutputStream noticing = new OutputStream() {
            @Override
            public void write(int b) {
                begun.countDown();
            }
        };
        Thread sender = new Thread(() -> {
            try {
                begun.await();
                taker[0].accept("TERM");
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        sender.start();
        // a shell keeps ignoring what was ignored when it began, as under nohup: not TERM
        String script = "trap 'exit 9' TERM; echo begun; for i in $(seq 600); do sleep 0.05; done";
        assertEquals(
                9, run(InputStream.nullInputStream(), noticing, signals, script).status());
        sender.join();
    }

    @Test
    void itHasNoTerminal() {
        assertEquals(
                1,
                run("if (: < /dev/tty) 2>/dev/null; then exit 0; else exit 1; fi")
                        .status());
    }
}
