/** Evidence: entries with all that proves them, to be taken home. Owns: nothing. Says: nothing. Hears: nothing. */
@NullMarked
package io.centercontrol.audit.evidence;

import org.jspecify.annotations.NullMarked;
