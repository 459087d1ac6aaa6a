/** Hosts to measure on, the measuring, and the start-up archives. */
@NullMarked
package org.jzones.bench;

import org.jspecify.annotations.NullMarked;
