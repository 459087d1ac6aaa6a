package org.jzones.architecture.broken.startup;

import org.jzones.op.Zones;

/** Breaks the rule of startup on purpose: it does not go through the commands. */
record BrokenStartup(Zones up) {}
