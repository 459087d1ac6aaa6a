package org.jzones.architecture.broken.model;

/** Breaks the rule that classes do not hold each other, together with {@link BrokenHalf}. */
record BrokenPair(BrokenHalf half) {}
