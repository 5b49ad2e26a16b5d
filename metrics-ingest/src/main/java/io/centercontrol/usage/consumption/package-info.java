/**
 * What each tenant has used of what its plan grants, and which thresholds it has reached. Says {@code cc.consumption.v1}; hears
 * {@code cc.entitlements.v1}.
 */
@NullMarked
package io.centercontrol.usage.consumption;

import org.jspecify.annotations.NullMarked;
