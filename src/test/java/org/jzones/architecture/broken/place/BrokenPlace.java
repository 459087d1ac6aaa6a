package org.jzones.architecture.broken.place;

import org.jzones.architecture.broken.transfer.BrokenTransfer;
import org.jzones.transfer.Transfer;

/** Breaks the rules of place on purpose: it moves what it has only to find a place for, and is used by what it uses. */
public record BrokenPlace(Transfer sideways, BrokenTransfer circle) {}
