package io.centercontrol.tenants.http;

import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.tenants.TenantFilter;
import io.centercontrol.tenants.model.TenantKind;
import io.centercontrol.tenants.model.TenantStatus;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which tenants are meant, in a body: the same filters as the list of tenants has. */
record FilterRequest(
        @Nullable String q,
        @Nullable Set<TenantStatus> status,
        @Nullable TenantKind kind,
        @Nullable String region,
        @Nullable String createdFrom,
        @Nullable String createdTo,
        @Nullable Map<String, String> labels) {
    TenantFilter toFilter() {
        return new TenantFilter(
                q == null || q.isBlank() ? null : q.replace("\0", ""),
                status == null ? Set.of() : status,
                kind,
                region == null ? null : region.replace("\0", ""),
                Parameters.instant("filter/createdFrom", createdFrom),
                Parameters.instant("filter/createdTo", createdTo),
                labels == null ? Map.of() : labels);
    }
}
