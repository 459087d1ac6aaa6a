/** Zones of Linux, which run as containers of an OCI runtime: crun or runc, watched by conmon (spec 5). */
@NullMarked
package org.jzones.host.oci;

import org.jspecify.annotations.NullMarked;
