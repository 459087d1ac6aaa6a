/** Zone documents and manifests as XML. */
@NullMarked
package org.jzones.store.xml;

import org.jspecify.annotations.NullMarked;
