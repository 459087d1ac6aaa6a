package org.jzones.host.oci;

import java.util.concurrent.FutureTask;
import org.jzones.host.Futures;

/** Something that is done while this thread goes on; whoever begins it awaits its end, however that goes. */
final class Beside implements AutoCloseable {
    private final FutureTask<Void> task;

    private Beside(FutureTask<Void> task) {
        this.task = task;
    }

    static Beside begin(String name, Runnable work) {
        FutureTask<Void> task = new FutureTask<>(work, null);
        new Thread(task, name).start();
        return new Beside(task);
    }

    /** Waits for its end. @throws Failure that it has ended with */
    @Override
    public void close() {
        Futures.result(task);
    }
}
