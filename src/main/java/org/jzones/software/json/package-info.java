/** Inventories as JSON files. */
@NullMarked
package org.jzones.software.json;

import org.jspecify.annotations.NullMarked;
