/** Hosts whose packages are those of IPS, var/pkg (spec 7.4). */
@NullMarked
package org.jzones.software.ips;

import org.jspecify.annotations.NullMarked;
