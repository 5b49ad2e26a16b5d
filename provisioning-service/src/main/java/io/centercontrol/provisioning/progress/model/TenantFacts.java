package io.centercontrol.provisioning.progress.model;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a tenant that decides which services it goes to. Its two halves come from two topics, which have no order
 * between them.
 *
 * @param own what the tenant's own event says; null before it was heard
 * @param entitled what it is entitled to; null before that was heard
 */
public record TenantFacts(@Nullable Own own, @Nullable Entitled entitled) {
    /** Nothing was heard yet. */
    public static final TenantFacts NONE = new TenantFacts(null, null);

    /**
     * What tenant-registry says of it.
     *
     * @param kind in the platform's words: LIVE, TEST; may be one that is not known here
     */
    public record Own(String kind, String region, Map<String, String> labels) {
        public Own {
            labels = Map.copyOf(labels);
        }
    }

    /**
     * What plan-service says of it.
     *
     * @param plan the key of its plan
     * @param features keys of the switches that are on
     */
    public record Entitled(String plan, Set<String> features) {
        public Entitled {
            features = Set.copyOf(features);
        }
    }
}
