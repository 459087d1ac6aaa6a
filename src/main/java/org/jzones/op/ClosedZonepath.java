package org.jzones.op;

import java.util.function.Consumer;
import org.jzones.check.HostRules;
import org.jzones.file.Layout;
import org.jzones.file.Look;
import org.jzones.model.FileFacts;
import org.jzones.model.Message;
import org.jzones.model.Problem;

/** A zonepath on which install, clone or attach has left no rights to others (spec 3.6). */
final class ClosedZonepath {
    private static final int CLOSED = 0700;

    private final HostRoot host;
    private final String zonepath;
    private final int before;

    private ClosedZonepath(HostRoot host, String zonepath, int before) {
        this.host = host;
        this.zonepath = zonepath;
        this.before = before;
    }

    /** Takes the rights away, if there are any and they are the caller's to take. */
    static ClosedZonepath close(HostRoot host, String zonepath) {
        Layout layout = host.files().layout();
        FileFacts facts = Look.at(layout, layout.zonepath(zonepath));
        if (!HostRules.canBeClosed(facts, host.machine().callerUid())) {
            return new ClosedZonepath(host, zonepath, CLOSED);
        }
        ClosedZonepath closed = new ClosedZonepath(host, zonepath, facts.mode());
        closed.setMode(CLOSED);
        return closed;
    }

    /** Gives back what was taken away. */
    void open() {
        if (before != CLOSED) {
            setMode(before);
        }
    }

    /** Tells what was taken away. */
    void tell(Consumer<Problem> notes) {
        if (before != CLOSED) {
            notes.accept(Problem.of(Message.ZONEPATH_CLOSED, zonepath, HostRules.octal(before)));
        }
    }

    private void setMode(int mode) {
        host.files().trees().setMode(host.files().layout().zonepath(zonepath), mode);
    }
}
