/**
 * What each tenant had and used, period by period, closed and told to who bills it. Says {@code cc.billing.v1}; hears
 * {@code cc.tenants.v1}, {@code cc.entitlements.v1} and {@code cc.plans.v1}.
 */
@NullMarked
package io.centercontrol.usage.statements;

import org.jspecify.annotations.NullMarked;
