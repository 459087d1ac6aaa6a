/** Container images, as the OCI has them and as docker saves them: what they say of themselves, and their layers as one tree. */
@NullMarked
package org.jzones.image;

import org.jspecify.annotations.NullMarked;
