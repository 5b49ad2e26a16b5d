package io.centercontrol.provisioning.progress.model;

import java.util.Collections;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Which tenants a service serves: those that every criterion is true of. One that is empty asks nothing; of several values
 * any will do, but for labels, each of which is a criterion of its own.
 *
 * @param kinds LIVE, TEST
 * @param plans keys
 * @param features keys of switches that a tenant is entitled to
 * @param whenLeft what becomes of what the service has of a tenant that it serves no more
 */
public record Serves(
        SortedSet<String> kinds,
        SortedSet<String> regions,
        SortedSet<String> plans,
        SortedSet<String> features,
        SortedMap<String, String> labels,
        WhenLeft whenLeft) {
    /** All tenants. */
    public static final Serves EVERYBODY = new Serves(
            new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeSet<>(), new TreeMap<>(), WhenLeft.KEEP);

    public Serves {
        kinds = Collections.unmodifiableSortedSet(new TreeSet<>(kinds));
        regions = Collections.unmodifiableSortedSet(new TreeSet<>(regions));
        plans = Collections.unmodifiableSortedSet(new TreeSet<>(plans));
        features = Collections.unmodifiableSortedSet(new TreeSet<>(features));
        labels = Collections.unmodifiableSortedMap(new TreeMap<>(labels));
    }

    /** What a service does with what it has of a tenant that it serves no more. */
    public enum WhenLeft {
        /** It keeps it, and goes on with it when the tenant comes back. */
        KEEP,
        /** It erases it. */
        ERASE
    }

    /** Whether a service serves a tenant. */
    public enum Answer {
        YES,
        NO,
        /** That depends on the tenant's own event, which was not heard yet. */
        TENANT_UNKNOWN,
        /** That depends on its plan, which was not heard yet. */
        PLAN_UNKNOWN
    }

    /** Whether it asks nothing at all. */
    public boolean everybody() {
        return kinds.isEmpty() && regions.isEmpty() && labels.isEmpty() && !byPlan();
    }

    /** The one place where it is decided whether a tenant goes to a service. A no of what is known counts at once. */
    public Answer answer(TenantFacts facts) {
        var own = own(facts.own());
        var entitled = entitled(facts.entitled());
        if (own == Answer.NO || entitled == Answer.NO) {
            return Answer.NO;
        }
        return own == Answer.YES ? entitled : own;
    }

    private Answer own(TenantFacts.@Nullable Own own) {
        if (kinds.isEmpty() && regions.isEmpty() && labels.isEmpty()) {
            return Answer.YES;
        }
        if (own == null) {
            return Answer.TENANT_UNKNOWN;
        }
        return yes(any(kinds, own.kind()) && any(regions, own.region()) && has(own.labels()));
    }

    private Answer entitled(TenantFacts.@Nullable Entitled entitled) {
        if (!byPlan()) {
            return Answer.YES;
        }
        if (entitled == null) {
            return Answer.PLAN_UNKNOWN;
        }
        return yes(any(plans, entitled.plan())
                && (features.isEmpty() || features.stream().anyMatch(entitled.features()::contains)));
    }

    private boolean byPlan() {
        return !plans.isEmpty() || !features.isEmpty();
    }

    private boolean has(Map<String, String> given) {
        return labels.entrySet().stream()
                .allMatch(label -> Objects.equals(given.get(label.getKey()), label.getValue()));
    }

    private static boolean any(SortedSet<String> wanted, String given) {
        return wanted.isEmpty() || wanted.contains(given);
    }

    private static Answer yes(boolean matches) {
        return matches ? Answer.YES : Answer.NO;
    }
}
