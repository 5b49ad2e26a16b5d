/** The REST door. */
@NullMarked
package io.centercontrol.flags.limits.http;

import org.jspecify.annotations.NullMarked;
