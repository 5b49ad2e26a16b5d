package io.centercontrol.flags.limits.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.TenantId;
import java.util.Map;

/** Why a rate limit is not found or not changed. */
public final class RateLimitRefusals {
    private RateLimitRefusals() {}

    /** There is none, or none any more. */
    public static RefusedException notFound(LimitKey key) {
        return new Refusal.NotFound("RATE_LIMIT_NOT_FOUND", "There is no rate limit " + key.id() + ".").asException();
    }

    /** The caller wanted to be the first to set it. */
    public static RefusedException exists(LimitKey key) {
        return new Refusal.Conflict(
                        "RATE_LIMIT_EXISTS",
                        "There is a rate limit " + key.id() + ". Read it, and send its ETag as If-Match.",
                        Map.of("id", key.id()))
                .asException();
    }

    /** Every instance keeps all limits in memory and looks at all of a tenant's. */
    public static RefusedException tooMany(Holder holder, long most) {
        return new Refusal.Conflict(
                        "TOO_MANY_RATE_LIMITS",
                        "%s has %d rate limits, and more there must not be: remove one that is not needed."
                                .formatted(holder.id(), most),
                        Map.of("most", most))
                .asException();
    }

    /** No such tenant is known here. */
    public static RefusedException unknownTenant(TenantId tenant) {
        return new Refusal.NotFound(
                        "TENANT_NOT_FOUND",
                        "No tenant with id " + tenant
                                + " is known here. A new one is, a moment after its registration.")
                .asException();
    }

    /** The tenant's data is being erased, or was. */
    public static RefusedException leaving(TenantId tenant) {
        return new Refusal.Conflict(
                        "TENANT_IS_LEAVING",
                        "The tenant " + tenant + " is being deleted, or was: it is given nothing any more.",
                        Map.of())
                .asException();
    }

    /** This instance has no copy of the tenants yet. */
    public static RefusedException notReady() {
        return new Refusal.Unavailable(
                        "COPY_NOT_READY", "This instance does not know the tenants and their plans yet. Try again.")
                .asException();
    }
}
