/** Built-in example hosts. */
@NullMarked
package org.jzones.example;

import org.jspecify.annotations.NullMarked;
