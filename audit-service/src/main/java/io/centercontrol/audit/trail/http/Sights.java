package io.centercontrol.audit.trail.http;

import io.centercontrol.audit.trail.model.Sight;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.quarkus.security.ForbiddenException;
import jakarta.inject.Singleton;

/** What the caller may see, by his roles. Of several the widest counts. */
@Singleton
public class Sights {
    private final Caller caller;

    Sights(Caller caller) {
        this.caller = caller;
    }

    /**
     * Of the current request.
     *
     * @throws ForbiddenException when he may see nothing: his role is bound to a tenant, and his token to none
     */
    public Sight current() {
        if (caller.is(Roles.ADMIN) || caller.is(Roles.AUDITOR)) {
            return Sight.everything();
        }
        if (caller.is(Roles.OPERATOR) || caller.is(Roles.VIEWER)) {
            return Sight.operations();
        }
        if (caller.is(Roles.BILLING)) {
            return Sight.billing();
        }
        var tenant = caller.boundTenant();
        if (caller.is(Roles.TENANT_ADMIN) && tenant != null) {
            return Sight.ofTenant(tenant);
        }
        throw new ForbiddenException();
    }
}
