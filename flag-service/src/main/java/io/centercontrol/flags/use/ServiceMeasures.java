package io.centercontrol.flags.use;

import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What tenant services answered their callers, by their instances' own count. An instance tells of a minute some seconds after
 * its end; one that cannot reach the brokers tells of it later, up to an hour.
 */
public interface ServiceMeasures {
    /**
     * The minutes that begin at or after a time and before another, in their order. A minute in which no instance was asked
     * for anything is missing, as is one that nobody told of: no calls are no proof that all is well.
     *
     * @param service the tenant service's key; nothing is known of one that there is not
     */
    Uni<List<ServiceMinute>> between(String service, Instant from, Instant to);

    /** The same, page by page; {@code after} is the last minute of the page before. */
    Uni<Page<ServiceMinute>> page(String service, Instant from, Instant to, @Nullable Instant after, int limit);
}
