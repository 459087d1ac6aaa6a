package org.jzones.host;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** What comes of work that other threads do. */
public final class Futures {
    private Futures() {}

    /** Waits for it. @throws Failure that the work has ended with, or that this thread was interrupted */
    public static <T> T result(Future<T> work) {
        try {
            return work.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.of(Message.INTERRUPTED);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Failure failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
