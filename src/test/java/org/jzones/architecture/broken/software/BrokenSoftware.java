package org.jzones.architecture.broken.software;

import org.jzones.store.ZoneIndex;

/** Breaks the rule of software on purpose: it knows what zones there are. */
record BrokenSoftware(ZoneIndex up) {}
