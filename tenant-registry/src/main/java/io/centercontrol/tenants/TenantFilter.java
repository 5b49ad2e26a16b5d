package io.centercontrol.tenants;

import io.centercontrol.tenants.model.TenantKind;
import io.centercontrol.tenants.model.TenantStatus;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which tenants are meant; what is null or empty does not narrow.
 *
 * @param text words that begin words of the slug, name, domain or contacts; all of them must
 * @param createdFrom inclusive
 * @param createdTo exclusive
 * @param labels labels with the values they must have
 */
public record TenantFilter(
        @Nullable String text,
        Set<TenantStatus> statuses,
        @Nullable TenantKind kind,
        @Nullable String region,
        @Nullable Instant createdFrom,
        @Nullable Instant createdTo,
        Map<String, String> labels) {
    public TenantFilter {
        statuses = Set.copyOf(statuses);
        labels = Map.copyOf(labels);
    }

    /** Whether it lets every tenant through. */
    public boolean isEmpty() {
        return text == null
                && statuses.isEmpty()
                && kind == null
                && region == null
                && createdFrom == null
                && createdTo == null
                && labels.isEmpty();
    }
}
