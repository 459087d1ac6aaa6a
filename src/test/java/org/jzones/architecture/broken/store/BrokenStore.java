package org.jzones.architecture.broken.store;

import org.jzones.host.Machine;

/** Breaks the rule of store on purpose: it asks the machine. */
record BrokenStore(Machine up) {}
