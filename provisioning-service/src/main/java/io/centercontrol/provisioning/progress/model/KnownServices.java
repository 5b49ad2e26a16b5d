package io.centercontrol.provisioning.progress.model;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All tenant services as they are known at one moment.
 *
 * @param byKey ordered by key; those that are retired with them, since tenants may still have to do with them
 * @param generation rises whenever a service appears, becomes required or not, serves other tenants, or is retired; a
 *     provisioning that followed an older generation has something to catch up with
 */
public record KnownServices(SortedMap<String, TenantService> byKey, long generation) {
    public KnownServices {
        byKey = Collections.unmodifiableSortedMap(new TreeMap<>(byKey));
    }

    /** The services of a collection. */
    public static KnownServices of(Collection<TenantService> services, long generation) {
        var byKey = new TreeMap<String, TenantService>();
        services.forEach(service -> byKey.put(service.key(), service));
        return new KnownServices(byKey, generation);
    }

    /** Those that tenants are provisioned in, ordered by key. */
    public List<TenantService> serving() {
        return byKey.values().stream().filter(service -> !service.retired()).toList();
    }

    /** Why a service is asked for nothing any more; null when it is, or is not known. */
    @Nullable
    Retirement retirementOf(String key) {
        var service = byKey.get(key);
        return service == null ? null : service.retirement();
    }

    /** The time-outs of a service; the usual ones for a service that is not known any more. */
    TenantService termsOf(String key) {
        var known = byKey.get(key);
        return known != null
                ? known
                : new TenantService(
                        key,
                        key,
                        false,
                        TenantService.DEFAULT_ATTEMPT_TIMEOUT,
                        TenantService.DEFAULT_FIRST_BACKOFF,
                        TenantService.DEFAULT_MOST_BACKOFF,
                        Serves.EVERYBODY,
                        null,
                        0,
                        Instant.EPOCH);
    }
}
