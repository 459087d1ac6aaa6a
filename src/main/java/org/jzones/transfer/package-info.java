/** {@code zonemove}: a zone to another machine, and back if it cannot go on there. */
@NullMarked
package org.jzones.transfer;

import org.jspecify.annotations.NullMarked;
