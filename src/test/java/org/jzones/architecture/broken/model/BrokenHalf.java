package org.jzones.architecture.broken.model;

import java.util.List;

/** Breaks the rule that classes do not hold each other, together with {@link BrokenPair}. */
record BrokenHalf(List<BrokenPair> pairs) {
    BrokenPair first() {
        return pairs.get(0);
    }
}
