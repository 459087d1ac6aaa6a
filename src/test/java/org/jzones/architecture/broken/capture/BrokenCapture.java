package org.jzones.architecture.broken.capture;

import org.jzones.bits.ZoneMaker;

/** Breaks the rule of capture on purpose: it makes zones. */
record BrokenCapture(ZoneMaker up) {}
