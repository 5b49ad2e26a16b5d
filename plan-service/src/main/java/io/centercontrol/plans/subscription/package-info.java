/**
 * What each tenant has of what is on offer: its plan at every moment, add-ons, overrides, and the entitlements that come of
 * it.
 */
@NullMarked
package io.centercontrol.plans.subscription;

import org.jspecify.annotations.NullMarked;
