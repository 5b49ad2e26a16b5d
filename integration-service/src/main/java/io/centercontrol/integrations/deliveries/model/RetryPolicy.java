package io.centercontrol.integrations.deliveries.model;

import io.centercontrol.outgoing.model.Attempt;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * How long a failing delivery is tried, and how long one that fails throughout is left alone.
 *
 * @param pauses before the second attempt, the third, and so on; after the last there is none
 */
public record RetryPolicy(List<Duration> pauses) {
    /** So many failures in a row say that it is the endpoint and not the message: one at a time is tried then. */
    public static final int BROKEN = 5;

    private static final Duration LONGEST_REST = Duration.ofMinutes(5);
    private static final Duration LONGEST_WISH = Duration.ofDays(1);

    public RetryPolicy {
        pauses = List.copyOf(pauses);
    }

    /**
     * What follows an attempt.
     *
     * @param attempts how many there were, this one with them
     * @param chance from 0 to 1: what failed at once must not all come back at once
     */
    public Outcome after(Attempt attempt, int attempts, Instant now, double chance) {
        if (attempt.succeeded()) {
            return new Outcome.Delivered();
        }
        if (attempts > pauses.size()) {
            return new Outcome.GivenUp();
        }
        var pause = spread(pauses.get(attempts - 1), chance);
        var wish = attempt.retryAfter();
        return new Outcome.Again(
                now.plus(wish == null || wish.compareTo(pause) < 0 ? pause : least(wish, LONGEST_WISH)));
    }

    /** How long an endpoint is left alone after so many failures in a row. */
    public static Duration rest(int failures, double chance) {
        return failures < BROKEN
                ? Duration.ZERO
                : spread(least(Duration.ofSeconds(1L << Math.min(failures - BROKEN, 12)), LONGEST_REST), chance);
    }

    /** From 80 to 120 percent. */
    private static Duration spread(Duration pause, double chance) {
        return Duration.ofMillis((long) (pause.toMillis() * (0.8 + 0.4 * chance)));
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
