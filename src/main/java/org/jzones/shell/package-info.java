/** The zonecfg language: lexer, parser, session, printer. */
@NullMarked
package org.jzones.shell;

import org.jspecify.annotations.NullMarked;
