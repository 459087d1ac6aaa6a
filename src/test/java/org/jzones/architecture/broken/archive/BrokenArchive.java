package org.jzones.architecture.broken.archive;

import org.jzones.bits.ZoneMaker;

/** Breaks the rule of archive on purpose: it makes zones. */
record BrokenArchive(ZoneMaker up) {}
