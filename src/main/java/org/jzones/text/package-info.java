/** Values to characters: messages, tables, reports. */
@NullMarked
package org.jzones.text;

import org.jspecify.annotations.NullMarked;
