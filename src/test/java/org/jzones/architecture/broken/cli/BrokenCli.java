package org.jzones.architecture.broken.cli;

import org.jzones.startup.Jdk;

/** Breaks the rule of cli on purpose: it knows how it is built. */
record BrokenCli(Jdk up) {}
