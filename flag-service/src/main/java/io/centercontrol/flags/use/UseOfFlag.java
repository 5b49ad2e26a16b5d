package io.centercontrol.flags.use;

import io.centercontrol.flags.use.model.Outcome;
import io.centercontrol.flags.use.model.Source;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How often one asker got one answer of a flag.
 *
 * @param service a tenant service's key, or the name of an SDK key
 * @param source who counted: SDK, an instance of the service itself; OFREP, this service
 * @param outcome what the question came to; in all cases but VARIANT the caller's own default counted
 * @param variant null unless the outcome is VARIANT
 * @param count how often
 * @param firstSeenAt when it was asked for first in that time, about
 * @param lastSeenAt when it was asked for last in that time, about
 */
public record UseOfFlag(
        String service,
        Source source,
        Outcome outcome,
        @Nullable String variant,
        long count,
        Instant firstSeenAt,
        Instant lastSeenAt) {}
