/** Inventory files: compressed JSON, read and written as streams. */
@NullMarked
package org.jzones.store.json;

import org.jspecify.annotations.NullMarked;
