package io.centercontrol.dataplane.consumption;

import io.centercontrol.dataplane.Grant;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant has used, as the platform told last.
 *
 * @param asOf of when the figures are, by the platform's clock
 * @param uses each feature once
 */
public record TenantConsumption(Instant asOf, List<FeatureUse> uses) {
    public TenantConsumption {
        uses = List.copyOf(uses);
    }

    /** What was told of the use of a grant; null when nothing was. */
    @Nullable
    FeatureUse find(Grant grant) {
        for (var at = 0; at < uses.size(); at++) {
            var use = uses.get(at);
            if (use.feature().equals(grant.feature())) {
                return use.isOf(grant) ? use : null;
            }
        }
        return null;
    }
}
