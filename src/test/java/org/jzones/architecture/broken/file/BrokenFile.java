package org.jzones.architecture.broken.file;

import org.jzones.store.ZoneIndex;

/** Breaks the rule of file on purpose: it knows what zones there are. */
record BrokenFile(ZoneIndex up) {}
