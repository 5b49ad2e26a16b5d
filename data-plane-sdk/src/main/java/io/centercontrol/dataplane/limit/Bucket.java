package io.centercontrol.dataplane.limit;

import io.centercontrol.dataplane.Permit;
import io.centercontrol.dataplane.RateLimit;
import java.time.Duration;

/**
 * A token bucket for one tenant's class of call in this instance. A whole part of the burst is in it at first; a token comes
 * back as fast as this instance's part of the rate says. A raised limit counts at once: what it is raised by is put in; a
 * part that grows alone puts nothing in, since another instance's has not shrunk yet.
 */
final class Bucket {
    private static final double NANOS = 1e9;

    /** Demand is remembered for about so long, in seconds. */
    private static final double MEMORY = 1.5;

    private RateLimit limit;
    private double part;
    private double tokens;
    private long filledAt;
    private long asked;
    private long lookedAt;
    private double demand;

    Bucket(RateLimit limit, double part, long now) {
        this.limit = limit;
        this.part = part;
        tokens = capacity(limit, part);
        filledAt = now;
        lookedAt = now;
    }

    /** At least one call fits, where any call is allowed: less than one token would let nothing through for ever. */
    private static double capacity(RateLimit limit, double part) {
        return limit.permits() == 0 ? 0 : Math.max(1, limit.burst() * part);
    }

    synchronized Permit take(RateLimit newest, double newestPart, long now) {
        fill(now);
        adopt(newest, newestPart);
        asked++;
        var fits = tokens >= 1;
        if (fits) {
            tokens--;
        }
        var reason = fits
                ? Permit.Reason.WITHIN_LIMIT
                : limit.enforced() ? Permit.Reason.OVER_LIMIT : Permit.Reason.OVER_SHADOW_LIMIT;
        return new Permit(
                reason,
                limit.permits(),
                Duration.ofSeconds(limit.perSeconds()),
                (long) tokens,
                untilTokens(fits ? capacity(limit, part) : 1),
                reason == Permit.Reason.OVER_LIMIT ? untilTokens(1) : Duration.ZERO);
    }

    private void fill(long now) {
        var rate = limit.perSecond() * part;
        var elapsed = Math.max(0, now - filledAt);
        tokens = Math.min(capacity(limit, part), tokens + elapsed / NANOS * rate);
        filledAt = now;
    }

    private void adopt(RateLimit newest, double newestPart) {
        if (newest != limit && !newest.equals(limit)) {
            tokens += Math.max(0, capacity(newest, newestPart) - capacity(limit, newestPart));
        }
        limit = newest;
        part = newestPart;
        tokens = Math.min(tokens, capacity(limit, part));
    }

    /** As whole milliseconds, rounded up; the period at most, also where no token ever comes back. */
    private Duration untilTokens(double wanted) {
        var missing = wanted - tokens;
        if (missing <= 0) {
            return Duration.ZERO;
        }
        var rate = limit.perSecond() * part;
        var longest = limit.perSeconds() * 1000.0;
        return Duration.ofMillis((long) Math.ceil(rate > 0 ? Math.min(longest, missing / rate * 1000) : longest));
    }

    /** How often it was asked for lately, in calls a second. */
    synchronized double demand(long now) {
        var elapsed = (now - lookedAt) / NANOS;
        if (elapsed >= 0.25) {
            var kept = Math.exp(-elapsed / MEMORY);
            demand = demand * kept + asked / elapsed * (1 - kept);
            asked = 0;
            lookedAt = now;
        }
        return demand;
    }

    /** This instance's part of the rate, in calls a second. */
    synchronized double rate() {
        return limit.perSecond() * part;
    }

    /** Whether a new one would be just as it is. */
    synchronized boolean isIdle(long now) {
        fill(now);
        return demand < 0.01 && asked == 0 && tokens >= capacity(limit, part);
    }
}
