package org.jzones.op;

import org.jzones.model.Failure;
import org.jzones.model.Message;
import org.jzones.model.Verb;

/** What is done when a running zone has come to its end by itself: whoever watches it asks for this (spec 5.3). */
public final class Ended extends Lifecycle {
    public Ended(HostRoot host) {
        super(host, Verb.ENDED);
    }

    /** Waits for its turn as long as it takes; a zone that is not there any more, or is up again, stays as it is. */
    public void apply(ZoneSelector selector) {
        boolean done = false;
        while (!done) {
            try {
                stop(selector, (runtime, zone, state) -> runtime.ended(zone, () -> refresh(zone)));
                done = true;
            } catch (Failure e) {
                if (!e.problems().get(0).message().equals(Message.LOCK_HELD)) {
                    throw e;
                }
            }
        }
    }
}
