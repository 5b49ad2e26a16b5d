/**
 * The tenants of the platform: who exists, and what each one may do.
 *
 * <p><b>Owns</b> the tenant: identity, slug, settings, and its life from registration on. <b>Says</b> {@code
 * cc.tenants.v1}, the whole tenant after each change. <b>Hears</b> {@code cc.provisioning.v1}, for the moment at which a
 * tenant is ready everywhere. <b>Does not own</b> plans, flags, or how far a tenant service is.
 *
 * <p>The hall: one verb a file.
 */
@NullMarked
package io.centercontrol.tenants;

import org.jspecify.annotations.NullMarked;
