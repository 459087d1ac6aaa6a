package org.jzones.architecture.broken.flar;

import org.jzones.text.Messages;

/** Breaks the rule of flar on purpose: it says what it has done. */
record BrokenFlar(Messages up) {}
