package org.jzones.architecture.broken.image;

import org.jzones.bits.ZoneMaker;

/** Breaks the rule of image on purpose: it makes zones. */
record BrokenImage(ZoneMaker up) {}
