package io.centercontrol.audit.retention.model;

import io.centercontrol.audit.retention.model.Term.Source;
import io.centercontrol.audit.trail.model.Category;
import io.centercontrol.audit.trail.model.Due;
import io.centercontrol.audit.trail.model.PartsMonth;
import io.centercontrol.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How long everything is kept. The time of an entry counts from the end of the month in which it was recorded, so that a month is due
 * as a whole: nobody's goes before its time, and everybody's within a month after it.
 *
 * @param defaults of categories for which nothing is set
 */
public record Periods(Map<Category, Duration> defaults, Map<PolicyKey, Policy> policies, Bounds bounds) {
    /** What nobody thought of is kept for as long as bills are. */
    private static final Duration LONGEST = Duration.ofDays(3_653);

    public Periods {
        defaults = Map.copyOf(defaults);
        policies = Map.copyOf(policies);
    }

    /** Of policies as they are kept. */
    public static Periods of(Map<Category, Duration> defaults, Collection<Policy> policies, Bounds bounds) {
        var byKey = new LinkedHashMap<PolicyKey, Policy>();
        policies.forEach(policy -> byKey.put(policy.key(), policy));
        return new Periods(defaults, byKey, bounds);
    }

    /** What holds for entries of a category about a tenant; null for those about none, or one without policies. */
    public Term of(Category category, @Nullable TenantId tenant) {
        if (tenant != null) {
            var own = policies.get(new PolicyKey(tenant, category));
            if (own != null) {
                return term(own.period(), Source.TENANT_CATEGORY);
            }
            var all = policies.get(new PolicyKey(tenant, null));
            if (all != null) {
                return term(all.period(), Source.TENANT);
            }
        }
        var platform = policies.get(new PolicyKey(null, category));
        return platform == null
                ? term(defaults.getOrDefault(category, LONGEST), Source.DEFAULT)
                : term(platform.period(), Source.PLATFORM);
    }

    /** What of a month is due at a moment. */
    public Due due(PartsMonth month, Instant at) {
        var isDue = isDue(month, null, at);
        return new Due(
                isDue,
                tenants(month.category())
                        .filter(tenant -> isDue(month, tenant, at) != isDue)
                        .collect(Collectors.toUnmodifiableSet()));
    }

    /** When anything of a month is due at first. */
    public Instant dueAt(PartsMonth month) {
        return times(month).min(Instant::compareTo).orElseThrow();
    }

    /** All times at which something of a month becomes due. */
    public Set<Instant> dueTimes(PartsMonth month) {
        return times(month).collect(Collectors.toUnmodifiableSet());
    }

    private Stream<Instant> times(PartsMonth month) {
        return Stream.concat(
                Stream.of(dueAt(month, null)), tenants(month.category()).map(tenant -> dueAt(month, tenant)));
    }

    private boolean isDue(PartsMonth month, @Nullable TenantId tenant, Instant at) {
        return !dueAt(month, tenant).isAfter(at);
    }

    private Instant dueAt(PartsMonth month, @Nullable TenantId tenant) {
        return month.end().plus(of(month.category(), tenant).period());
    }

    private Term term(Duration period, Source source) {
        var allowed = bounds.within(period);
        return new Term(allowed, source, !allowed.equals(period));
    }

    private Stream<TenantId> tenants(Category category) {
        return policies.keySet().stream()
                .filter(key -> key.tenant() != null && (key.category() == null || key.category() == category))
                .map(key -> Objects.requireNonNull(key.tenant()))
                .distinct();
    }
}
