/** The machine outside those files: runtime, mounts, processes. */
@NullMarked
package org.jzones.host;

import org.jspecify.annotations.NullMarked;
