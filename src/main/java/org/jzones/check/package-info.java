/** Pure rules: values in, problems out. */
@NullMarked
package org.jzones.check;

import org.jspecify.annotations.NullMarked;
