package org.jzones.host;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What a program says on its standard error, read while it runs: all of it, so that it can go on, and the start kept. */
final class Complaint {
    private static final int MOST = 1000;

    private final ByteArrayOutputStream start = new ByteArrayOutputStream();
    private final Thread reader;

    /** Begins to read. */
    Complaint(Process process) {
        InputStream in = process.getErrorStream();
        reader = new Thread(() -> read(in), "complaint");
        reader.setDaemon(true);
        reader.start();
    }

    private void read(InputStream in) {
        byte[] buffer = new byte[MOST];
        try {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                start.write(buffer, 0, Math.min(n, MOST - start.size()));
            }
        } catch (IOException e) {
            return; // it has been ended, and that is told elsewhere
        }
    }

    /** All that was kept of it. */
    String text() throws InterruptedException {
        reader.join();
        return start.toString(StandardCharsets.UTF_8);
    }

    /** The first line, or the status of a program that has ended badly without any; empty if all is well. */
    Optional<String> of(int status) throws InterruptedException {
        reader.join();
        Optional<String> line = start.toString(StandardCharsets.UTF_8).lines().findFirst();
        return line.isPresent() || status == 0 ? line : Optional.of("it ended with status " + status);
    }
}
