/** The files below a host root. */
@NullMarked
package org.jzones.store;

import org.jspecify.annotations.NullMarked;
