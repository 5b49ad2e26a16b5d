/**
 * Brings every tenant into every tenant service, and is the only one that schedules attempts.
 *
 * <p>Owns: tenant services and provisionings. Says: {@code cc.provisioning.v1}, {@code cc.tenant-services.v1}. Hears: {@code
 * cc.tenants.v1}, {@code cc.reports.<service>.v1}. Does not own: tenants, and what provisioning means inside a service.
 */
@NullMarked
package io.centercontrol.provisioning.progress;

import org.jspecify.annotations.NullMarked;
