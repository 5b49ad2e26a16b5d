package io.centercontrol.dataplane.limit;

import io.centercontrol.kernel.TenantId;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the instances of one tenant service part the rate limits among them.
 *
 * @param instances their ids
 * @param uneven parts of what is asked for unevenly, by class of call and tenant, in the order of the instances; of
 *     everything else each instance has an equal part
 */
public record ServiceShares(List<String> instances, Map<String, Map<TenantId, List<Float>>> uneven) {
    public ServiceShares {
        instances = List.copyOf(instances);
        uneven = Map.copyOf(uneven);
    }

    /** The parts of one tenant's class of call; null when they are equal. */
    @Nullable
    List<Float> parts(TenantId tenant, String callClass) {
        var tenants = uneven.get(callClass);
        return tenants == null ? null : tenants.get(tenant);
    }
}
