/** The REST door. */
@NullMarked
package io.centercontrol.usage.meters.http;

import org.jspecify.annotations.NullMarked;
