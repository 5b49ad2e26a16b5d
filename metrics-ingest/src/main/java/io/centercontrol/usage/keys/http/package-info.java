/** The REST door. */
@NullMarked
package io.centercontrol.usage.keys.http;

import org.jspecify.annotations.NullMarked;
