/**
 * The provisioning service. It has two halls: {@code progress} brings every tenant into every tenant service and tells how
 * far it is; {@code ledger} tells which instance of a tenant service has applied which change.
 *
 * <p>Owns: tenant services, provisionings, the propagation ledger, what is known of instances. Says: {@code
 * cc.provisioning.v1}, {@code cc.tenant-services.v1}. Hears: {@code cc.tenants.v1}, {@code cc.reports.<service>.v1}, {@code
 * cc.positions.<service>.v1}. Does not own: tenants and their life.
 */
@NullMarked
package io.centercontrol.provisioning;

import org.jspecify.annotations.NullMarked;
