/** What software a host has: its database, and the inventory made of it. */
@NullMarked
package org.jzones.software;

import org.jspecify.annotations.NullMarked;
