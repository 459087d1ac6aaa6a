package org.jzones.architecture.broken.bits;

import org.jzones.op.Zones;

/** Breaks the rule of bits on purpose: it uses an operation. */
record BrokenBits(Zones up) {}
