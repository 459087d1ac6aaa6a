package org.jzones.architecture.broken.text;

import org.jzones.cli.Console;

/** Breaks the rule of text on purpose: it prints. */
record BrokenText(Console up) {}
