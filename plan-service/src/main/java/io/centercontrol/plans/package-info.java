/**
 * The plan service: what is on offer ({@code catalog}) and what each tenant has of it ({@code subscription}).
 *
 * <p>Says {@code cc.features.v1}, {@code cc.plans.v1} and {@code cc.entitlements.v1}. Hears {@code cc.tenants.v1}, {@code
 * cc.governance.v1} and {@code cc.provisioning.v1}.
 */
@NullMarked
package io.centercontrol.plans;

import org.jspecify.annotations.NullMarked;
