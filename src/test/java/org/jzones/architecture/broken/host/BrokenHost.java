package org.jzones.architecture.broken.host;

import org.jzones.op.Zones;

/** Breaks the rule of host on purpose: it uses an operation. */
record BrokenHost(Zones up) {}
