package io.centercontrol.provisioning.progress.store;

import io.centercontrol.provisioning.progress.model.KnownServices;
import io.centercontrol.provisioning.progress.model.TenantService;
import java.time.Duration;
import java.util.List;

/** All tenant services and their generation, read by one statement and so as of one moment. */
record KnownServicesRow(long generation, List<Entry> services) {
    record Entry(
            String key,
            String name,
            boolean required,
            long attemptTimeoutMs,
            long firstBackoffMs,
            long mostBackoffMs,
            long version) {
        static Entry of(TenantService service) {
            return new Entry(
                    service.key(),
                    service.name(),
                    service.required(),
                    service.attemptTimeout().toMillis(),
                    service.firstBackoff().toMillis(),
                    service.mostBackoff().toMillis(),
                    service.version());
        }

        TenantService toModel() {
            return new TenantService(
                    key,
                    name,
                    required,
                    Duration.ofMillis(attemptTimeoutMs),
                    Duration.ofMillis(firstBackoffMs),
                    Duration.ofMillis(mostBackoffMs),
                    version);
        }
    }

    KnownServices toModel() {
        return KnownServices.of(services.stream().map(Entry::toModel).toList(), generation);
    }
}
