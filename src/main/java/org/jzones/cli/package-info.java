/** Command lines to requests to exit codes; picocli and JLine live here. */
@NullMarked
package org.jzones.cli;

import org.jspecify.annotations.NullMarked;
