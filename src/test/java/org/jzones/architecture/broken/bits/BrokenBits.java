package org.jzones.architecture.broken.bits;

import org.jzones.op.Zones;
import org.tukaani.xz.XZInputStream;

/** Breaks the rule of bits on purpose: it uses an operation, and reads an archive by itself. */
record BrokenBits(Zones up, XZInputStream reader) {}
