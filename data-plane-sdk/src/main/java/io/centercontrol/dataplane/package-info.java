/**
 * The data-plane SDK: what a tenant service embeds to know its tenants and to obey what the platform says of them.
 *
 * <p>Owns: this instance's copies of all tenants, of what they are entitled to and have used, and of the plans, in memory and on disk.
 * Hears {@code cc.tenants.v1}, {@code cc.entitlements.v1}, {@code cc.plans.v1}, {@code cc.consumption.v1}, {@code cc.governance.v1}, {@code
 * cc.digests.v1} and, when it is given a {@link
 * io.centercontrol.dataplane.ProvisioningHandler}, {@code cc.provisioning.v1}. Says {@code cc.positions.<service>.v1},
 * {@code cc.reports.<service>.v1} and {@code cc.differences.<service>.v1}. Does not own any of it: it never changes one.
 *
 * <p>The door is {@link io.centercontrol.dataplane.DataPlane}; tests of a tenant service use {@link
 * io.centercontrol.dataplane.testing.InMemoryDataPlane} in its place. The packages below this one, but for {@code
 * testing}, are the SDK's rooms and no part of its contract.
 */
@NullMarked
package io.centercontrol.dataplane;

import org.jspecify.annotations.NullMarked;
