package org.jzones.architecture.broken.example;

import org.jzones.op.Zones;

/** Breaks the rule of example on purpose: it does not go through the commands. */
record BrokenExample(Zones up) {}
