/** Flash archives as files: taken apart, put together, and made of zones ({@code zoneflar}). */
@NullMarked
package org.jzones.flar;

import org.jspecify.annotations.NullMarked;
