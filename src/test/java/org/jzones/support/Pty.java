package org.jzones.support;

import com.pty4j.PtyProcess;
import com.pty4j.PtyProcessBuilder;
import com.pty4j.WinSize;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A program at a real pseudo-terminal: keys are typed, and what the screen has shown is waited for. */
public final class Pty implements AutoCloseable {
    /** The variable of the environment that says how wide the terminal is, if it is not 100 columns. */
    public static final String COLUMNS = "PTY_COLUMNS";

    private static final int PATIENCE_SECONDS = 30;

    private final PtyProcess process;
    private final StringBuilder shown = new StringBuilder();
    private final List<Chunk> chunks = new ArrayList<>();
    private final Thread reader;
    private int seen;

    /**
     * What has come at one moment, as the program has written it.
     *
     * @param nanos when, on a clock that only differences mean something of
     */
    public record Chunk(long nanos, String text) {}

    private Pty(PtyProcess process) {
        this.process = process;
        reader = new Thread(this::read, "pty");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts one of the project's scripts on a terminal of 100 columns, with this home directory and the pager in it. */
    public static Pty start(Path home, String... command) throws IOException {
        return start(home, Map.of("ZONES_JAVA_HOME", String.valueOf(System.getProperty("java.home"))), command);
    }

    /** The same with the Java that the launchers choose by themselves, if nothing else is said in the environment. */
    public static Pty start(Path home, Map<String, String> more, String... command) throws IOException {
        Map<String, String> environment = new HashMap<>();
        environment.put("TERM", "vt100");
        environment.put("HOME", home.toString());
        environment.put("PATH", String.valueOf(System.getenv("PATH")));
        environment.putAll(more);
        environment.put("PAGER", home.resolve("pager").toString());
        Assumptions.assumeTrue(Trial.WORKS, "there are no pseudo-terminals here");
        return open(environment, command);
    }

    private static Pty open(Map<String, String> environment, String... command) throws IOException {
        int columns = Integer.parseInt(environment.getOrDefault(COLUMNS, "100"));
        return new Pty(new PtyProcessBuilder(command)
                .setEnvironment(environment)
                .setInitialColumns(columns)
                .setInitialRows(40)
                .start());
    }

    /** Whether a program at a terminal can be heard at all, tried once: where there is no /dev/pts it cannot. */
    private static final class Trial {
        static final boolean WORKS = works();

        private static boolean works() {
            try (Pty pty = open(Map.of(), "/bin/sh", "-c", "test -t 0 && echo heard")) {
                pty.await("heard");
                return true;
            } catch (IOException | AssertionError | UnsatisfiedLinkError e) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }

    public void resize(int columns, int rows) {
        process.setWinSize(new WinSize(columns, rows));
    }

    /** Types text as it is; {@code "\r"} is the return key, {@code "\003"} Ctrl-C, {@code "\004"} Ctrl-D. */
    public void type(String keys) throws IOException {
        process.getOutputStream().write(keys.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().flush();
    }

    /** Types a line once this prompt is there. */
    public void answer(String prompt, String line) throws IOException, InterruptedException {
        await(prompt);
        type(line + "\r");
    }

    /** Waits until the text is shown, after what was waited for before; returns all that came up to its end. */
    public String await(String text) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (true) {
            synchronized (shown) {
                int found = shown.indexOf(text, seen);
                if (found >= 0) {
                    String passed = shown.substring(seen, found + text.length());
                    seen = found + text.length();
                    return passed;
                }
            }
            if (System.nanoTime() > deadline) {
                throw new AssertionError(
                        "'" + text + "' was not shown in " + PATIENCE_SECONDS + " s, but:\n" + screen());
            }
            Thread.sleep(10);
        }
    }

    /** The exit status, once the program has ended. */
    public int status() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("still running after " + PATIENCE_SECONDS + " s:\n" + screen());
        }
        reader.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        return process.exitValue();
    }

    /** All that was shown so far, without control sequences. */
    public String screen() {
        synchronized (shown) {
            return shown.toString();
        }
    }

    /** All that came so far, with control characters and the times it came at. */
    public List<Chunk> chunks() {
        synchronized (shown) {
            return List.copyOf(chunks);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    private void read() {
        byte[] buffer = new byte[4096];
        try (InputStream in = process.getInputStream()) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                String text = new String(buffer, 0, n, StandardCharsets.UTF_8);
                synchronized (shown) {
                    chunks.add(new Chunk(System.nanoTime(), text));
                    shown.append(text);
                    String plain = shown.substring(seen).replaceAll("\u001b\\[[0-9;?]*[A-Za-z]|\u001b[=>]|\r", "");
                    shown.setLength(seen);
                    shown.append(plain);
                }
            }
        } catch (IOException e) {
            synchronized (shown) {
                shown.append("\n[the terminal has gone]\n");
            }
        }
    }
}
