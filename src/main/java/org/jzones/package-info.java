/** Where the process starts. */
@NullMarked
package org.jzones;

import org.jspecify.annotations.NullMarked;
