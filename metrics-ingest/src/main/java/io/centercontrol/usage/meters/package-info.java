/** Meters: what of tenants' use is measured, and how. Owns them, and says what it decides on {@code cc.meters.v1}. */
@NullMarked
package io.centercontrol.usage.meters;

import org.jspecify.annotations.NullMarked;
