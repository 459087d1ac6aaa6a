/** The values everything else speaks in: records and enums, checked when made, without I/O. */
@NullMarked
package org.jzones.model;

import org.jspecify.annotations.NullMarked;
