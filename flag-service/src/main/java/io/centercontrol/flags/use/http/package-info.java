/** The REST door. */
@NullMarked
package io.centercontrol.flags.use.http;

import org.jspecify.annotations.NullMarked;
