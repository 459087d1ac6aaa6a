package org.jzones.host.oci;

import java.util.function.BooleanSupplier;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** Waiting for what the kernel or another process does. */
final class Pause {
    private static final int POLL_MILLIS = 2;

    private Pause() {}

    static void millis(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(Message.INTERRUPTED);
        }
    }

    /** Waits until it is so; false if it is not after so many milliseconds. */
    static boolean until(long millis, BooleanSupplier so) {
        long deadline = System.nanoTime() + millis * 1_000_000L;
        while (!so.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            millis(POLL_MILLIS);
        }
        return true;
    }
}
