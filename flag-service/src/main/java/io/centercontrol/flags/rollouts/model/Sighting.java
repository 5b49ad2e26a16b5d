package io.centercontrol.flags.rollouts.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a guard saw.
 *
 * @param at when; of a word, when it was said, and of none since when nobody has said one
 * @param requests how many calls it knew of; 0 of a word
 * @param value percent or milliseconds; null where it is not known
 * @param limit what the value was held against; null where there is none
 */
public record Sighting(
        Verdict verdict,
        Instant at,
        long requests,
        @Nullable Double value,
        @Nullable Double limit) {}
