/** The machine we are on: its processes, mounts and connections, and how zones run. */
@NullMarked
package org.jzones.host;

import org.jspecify.annotations.NullMarked;
