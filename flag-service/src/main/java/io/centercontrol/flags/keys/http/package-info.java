/** The REST door. */
@NullMarked
package io.centercontrol.flags.keys.http;

import org.jspecify.annotations.NullMarked;
