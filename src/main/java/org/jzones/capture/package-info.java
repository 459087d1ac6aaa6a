/** Hosts that come as one file: what jzones-capture has taken of them; what is in it is checked before it is believed. */
@NullMarked
package org.jzones.capture;

import org.jspecify.annotations.NullMarked;
