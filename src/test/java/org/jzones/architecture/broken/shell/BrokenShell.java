package org.jzones.architecture.broken.shell;

import org.jzones.op.Zones;

/** Breaks the rule of shell on purpose: it uses an operation. */
record BrokenShell(Zones up) {}
