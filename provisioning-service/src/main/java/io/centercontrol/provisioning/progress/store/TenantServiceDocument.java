package io.centercontrol.provisioning.progress.store;

import io.centercontrol.provisioning.progress.model.Retirement;
import io.centercontrol.provisioning.progress.model.Serves;
import io.centercontrol.provisioning.progress.model.TenantService;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A tenant service as the JSON that is kept of it. Fields are only added, and an added one may be missing. */
record TenantServiceDocument(
        String name,
        boolean required,
        long attemptTimeoutMillis,
        long firstBackoffMillis,
        long mostBackoffMillis,
        @Nullable Serves serves,
        @Nullable Retirement retirement,
        Instant updatedAt) {
    static TenantServiceDocument of(TenantService service) {
        return new TenantServiceDocument(
                service.name(),
                service.required(),
                service.attemptTimeout().toMillis(),
                service.firstBackoff().toMillis(),
                service.mostBackoff().toMillis(),
                service.serves(),
                service.retirement(),
                service.updatedAt());
    }

    TenantService toModel(String key, long version) {
        return new TenantService(
                key,
                name,
                required,
                Duration.ofMillis(attemptTimeoutMillis),
                Duration.ofMillis(firstBackoffMillis),
                Duration.ofMillis(mostBackoffMillis),
                serves == null ? Serves.EVERYBODY : serves,
                retirement,
                version,
                updatedAt);
    }
}
