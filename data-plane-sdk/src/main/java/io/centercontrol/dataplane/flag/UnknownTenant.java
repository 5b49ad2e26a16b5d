package io.centercontrol.dataplane.flag;

import io.centercontrol.evaluation.FlagContext;
import org.jspecify.annotations.Nullable;

/** What rules see of a tenant of which nothing is known here but its id. */
record UnknownTenant(String id) implements FlagContext {
    @Override
    public @Nullable Object attribute(String name) {
        return name.equals("tenantId") ? id : null;
    }

    @Override
    public String targetingKey() {
        return id;
    }
}
