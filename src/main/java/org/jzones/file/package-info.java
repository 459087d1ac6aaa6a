/** How the files of a host are found, read, written, copied and removed. */
@NullMarked
package org.jzones.file;

import org.jspecify.annotations.NullMarked;
