package org.jzones.cli;

import org.jzones.op.HostRoot;
import org.jzones.op.ZoneSelector;

/** What a subcommand works with. */
record VerbContext(HostRoot host, ZoneSelector zone, Console console) {}
