package io.centercontrol.kit.problem;

/**
 * A caller's allowance: so many requests at once, refilled at so many a second. Time is given in, as nanoseconds of a
 * monotonic clock.
 */
final class TokenBucket {
    private static final double SECOND = 1_000_000_000.0;

    private final double rate;
    private final double burst;
    private double tokens;
    private long at;

    /**
     * A full bucket.
     *
     * @param rate tokens a second
     * @param burst most tokens
     */
    TokenBucket(double rate, double burst, long now) {
        this.rate = rate;
        this.burst = burst;
        this.tokens = burst;
        this.at = now;
    }

    /**
     * What a request finds.
     *
     * @param remaining whole tokens that are left
     * @param waitSeconds until the next one comes, rounded up; 0 when there is one
     */
    record Take(boolean allowed, long remaining, long waitSeconds) {}

    /** Takes one token, if there is one. */
    synchronized Take take(long now) {
        refill(now);
        var allowed = tokens >= 1;
        if (allowed) {
            tokens -= 1;
        }
        var missing = Math.max(0, 1 - tokens);
        return new Take(allowed, (long) tokens, (long) Math.ceil(missing / rate));
    }

    /** Whether it is full, so that a new one would be no different. */
    synchronized boolean isFull(long now) {
        refill(now);
        return tokens >= burst;
    }

    private void refill(long now) {
        tokens = Math.min(burst, tokens + Math.max(0, now - at) * rate / SECOND);
        at = Math.max(at, now);
    }
}
