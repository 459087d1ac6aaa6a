/** Flash archives as files: taken apart and put together ({@code zoneflar}). */
@NullMarked
package org.jzones.flar;

import org.jspecify.annotations.NullMarked;
