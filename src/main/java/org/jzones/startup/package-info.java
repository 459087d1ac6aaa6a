/** The archives of loaded classes that make the commands start quickly; made when the project is built. */
@NullMarked
package org.jzones.startup;

import org.jspecify.annotations.NullMarked;
