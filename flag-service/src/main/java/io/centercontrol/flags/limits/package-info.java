/**
 * How often tenants may call: policies of plans and of single tenants, by class of call. Owns them, and says what it decides
 * on {@code cc.limits.v1}. Who keeps to them are the tenant services, by the SDK's limiter.
 */
@NullMarked
package io.centercontrol.flags.limits;

import org.jspecify.annotations.NullMarked;
