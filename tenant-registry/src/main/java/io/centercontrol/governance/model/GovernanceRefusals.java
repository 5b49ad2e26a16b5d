package io.centercontrol.governance.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import java.util.Map;

/** Every "no" that is said in the name of governance, with its stable code. */
public final class GovernanceRefusals {
    private GovernanceRefusals() {}

    /** There are as many tenants of a kind as there may be. */
    public static RefusedException limitReached(String kind, long limit, long count) {
        return new Refusal.Conflict(
                        "TENANT_LIMIT_REACHED",
                        "There are %d tenants of kind %s, and %d may be. Delete one, or let an admin raise the limit."
                                .formatted(count, kind, limit),
                        Map.of("kind", kind, "limit", limit, "count", count))
                .asException();
    }
}
