package org.jzones.host;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Predicate;

/** The beginning of a stream, kept as long as it may be one that is not for the reader; everything else passes at once. */
final class Withheld {
    private static final int MOST = 4096;

    private final Predicate<String> mayBe;
    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean isOver;

    /** @param mayBe whether something that begins like this is to be kept so far */
    Withheld(Predicate<String> mayBe) {
        this.mayBe = mayBe;
    }

    /** What may pass now that these bytes have come. */
    synchronized byte[] pass(byte[] buffer, int length) {
        if (isOver) {
            return Arrays.copyOf(buffer, length);
        }
        kept.write(buffer, 0, length);
        if (kept.size() <= MOST && mayBe.test(kept.toString(StandardCharsets.UTF_8))) {
            return new byte[0];
        }
        isOver = true;
        byte[] all = kept.toByteArray();
        kept.reset();
        return all;
    }

    /** What has been kept. */
    synchronized String text() {
        return kept.toString(StandardCharsets.UTF_8);
    }
}
