package org.jzones.architecture.broken.check;

import org.jzones.store.ZoneIndex;

/** Breaks the rule of check on purpose: it does I/O through the store. */
public final class BrokenCheck {
    int zones() {
        return ZoneIndex.FRESH.entries().size();
    }
}
