package io.centercontrol.dataplane;

import io.centercontrol.kernel.TenantId;
import java.util.Map;

/**
 * What tenants use of this service, told to the platform. Of two grades, as the meter has it: <em>billing grade</em> is an event with
 * an id, written in the very business transaction that it tells of, by {@link UsageOutbox}; <em>telemetry grade</em> is counted here
 * in memory and told once a minute. What has a number is on disk until the brokers have it, and counts once however often it is told.
 *
 * <p>Safe for any number of threads. Nothing here waits for anybody, and counting on allocates nothing.
 */
public interface Usage {
    /**
     * Counts, of a meter of the kind COUNT or SUM: it is added up here and told once a minute. What was not told yet is lost when the
     * process is killed, at most a minute of it.
     *
     * @param meter the meter's key
     * @param more above 0
     * @throws IllegalArgumentException when it is not
     */
    void count(TenantId tenant, String meter, long more);

    /** Counts one. */
    default void count(TenantId tenant, String meter) {
        count(tenant, meter, 1);
    }

    /** How much it is now, of a meter of the kind LATEST or MAX; the latest of each minute is told. */
    void set(TenantId tenant, String meter, long value);

    /**
     * Records one event with its id, for who has no database of his own to write it in: it is on this instance's disk some 20 ms later,
     * and a process that is killed before loses it. A service with a database uses {@link UsageOutbox}.
     *
     * @param properties what the meter asks for: the event's currency, its groups, its subject. Not changed any more
     * @param id unique in this service: an event that is told again counts once
     * @return whether it was taken; false when the place for unsent events is full, since nobody's order waits for that
     * @throws IllegalArgumentException when it is no {@link UsageEvent}
     */
    boolean record(TenantId tenant, String meter, long amount, Map<String, String> properties, String id);

    /** Ships what is written to an outbox from now on. Several instances may share one. */
    void ship(UsageOutbox outbox);

    /** Tells that something was committed to an outbox, so that it is shipped at once; without a word it is found within 10 s. */
    void written();
}
