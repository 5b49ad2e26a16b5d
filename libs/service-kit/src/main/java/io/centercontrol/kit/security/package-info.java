/** Who calls, and which roles there are. */
@NullMarked
package io.centercontrol.kit.security;

import org.jspecify.annotations.NullMarked;
