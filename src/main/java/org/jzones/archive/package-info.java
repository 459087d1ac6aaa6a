/** Archives of zones, of every kind: entries in order, data as a stream; what is in them is checked before it is believed. */
@NullMarked
package org.jzones.archive;

import org.jspecify.annotations.NullMarked;
