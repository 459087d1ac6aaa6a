/** One class a verb: plan reads and compares, apply writes. */
@NullMarked
package org.jzones.op;

import org.jspecify.annotations.NullMarked;
