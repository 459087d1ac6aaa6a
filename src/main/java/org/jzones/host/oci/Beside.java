package org.jzones.host.oci;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.jzones.model.Failure;
import org.jzones.model.Message;

/** Something that is done while this thread goes on. */
final class Beside<T> implements AutoCloseable {
    private final FutureTask<T> task;

    private Beside(FutureTask<T> task) {
        this.task = task;
    }

    static <T> Beside<T> ask(String name, Supplier<T> work) {
        FutureTask<T> task = new FutureTask<>(work::get);
        new Thread(task, name).start();
        return new Beside<>(task);
    }

    static Beside<Void> begin(String name, Runnable work) {
        FutureTask<Void> task = new FutureTask<>(work, null);
        new Thread(task, name).start();
        return new Beside<>(task);
    }

    /** Waits for what comes of it. @throws Failure that it has ended with */
    T await() {
        try {
            return task.get();
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

    /** Waits for its end, however this thread has gone on. @throws Failure that it has ended with */
    @Override
    public void close() {
        await();
    }
}
