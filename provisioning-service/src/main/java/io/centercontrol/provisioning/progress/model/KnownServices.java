package io.centercontrol.provisioning.progress.model;

import java.time.Instant;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All tenant services as they are known at one moment.
 *
 * @param byKey ordered by key
 * @param generation rises whenever a service appears or becomes required or not; a provisioning that followed an older
 *     generation has something to catch up with
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
                        0,
                        Instant.EPOCH);
    }
}
