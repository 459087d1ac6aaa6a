package org.jzones.architecture.broken.software;

import org.jzones.software.dpkg.DpkgDatabase;
import org.jzones.software.ips.IpsDatabase;
import org.jzones.software.sadm.SadmDatabase;
import org.jzones.store.ZoneIndex;

/** Breaks the rules of software on purpose: it knows what zones there are, and kinds of databases. */
record BrokenSoftware(ZoneIndex up, SadmDatabase kind, DpkgDatabase other, IpsDatabase third) {}
