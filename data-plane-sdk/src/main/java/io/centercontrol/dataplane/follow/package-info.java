/**
 * Follows state topics: reads every partition from where the copy stands, applies what is newer, makes it
 * durable, and knows when the end of the log was last reached. Knows nothing of consumer groups: every instance keeps the
 * whole copy.
 */
@NullMarked
package io.centercontrol.dataplane.follow;

import org.jspecify.annotations.NullMarked;
