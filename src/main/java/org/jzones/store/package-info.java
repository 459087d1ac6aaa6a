/** What zones are known on a host root: index, documents, manifests, run-time states, and what was begun. */
@NullMarked
package org.jzones.store;

import org.jspecify.annotations.NullMarked;
