/** The software database of SVR4 packages, var/sadm (spec 4). */
@NullMarked
package org.jzones.software.sadm;

import org.jspecify.annotations.NullMarked;
