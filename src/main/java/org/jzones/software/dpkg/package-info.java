/** The software database of Debian packages, var/lib/dpkg (spec 5.9). */
@NullMarked
package org.jzones.software.dpkg;

import org.jspecify.annotations.NullMarked;
