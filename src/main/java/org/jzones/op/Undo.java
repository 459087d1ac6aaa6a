package org.jzones.op;

import org.jzones.model.Failure;

/** Takes back what was done, if a later step fails: a failing verb leaves everything as it found it (spec 1.3). */
final class Undo {
    private Undo() {}

    /** Does the step; if it fails does the other and fails for the first reason. */
    static void ifFails(Runnable step, Runnable undo) {
        try {
            step.run();
        } catch (Failure e) {
            try {
                undo.run();
            } catch (Failure again) {
                e.addSuppressed(again); // the first reason is the one to tell
            }
            throw e;
        }
    }
}
