package org.jzones.architecture.broken.transfer;

import org.jzones.architecture.broken.place.BrokenPlace;
import org.jzones.place.Place;

/** Breaks the rules of transfer on purpose: it chooses where it has only to move, and is used by what it uses. */
public record BrokenTransfer(Place sideways, BrokenPlace circle) {}
