package org.jzones.architecture.broken.op;

import org.jzones.cli.Console;

/** Breaks the rule of op on purpose: it prints. */
record BrokenOp(Console up) {}
