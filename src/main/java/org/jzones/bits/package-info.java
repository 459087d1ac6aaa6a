/** The files of a zone: filled from the host, brought to its level, made new. */
@NullMarked
package org.jzones.bits;

import org.jspecify.annotations.NullMarked;
