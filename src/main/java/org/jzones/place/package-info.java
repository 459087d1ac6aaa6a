/** Which host takes a zone: inventories, and what {@code zoneplace} says of them. */
@NullMarked
package org.jzones.place;

import org.jspecify.annotations.NullMarked;
