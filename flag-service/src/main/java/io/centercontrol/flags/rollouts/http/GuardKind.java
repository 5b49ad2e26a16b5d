package io.centercontrol.flags.rollouts.http;

/** What a guard watches. */
enum GuardKind {
    /** How many percent of a tenant service's calls it failed. */
    ERROR_RATE,
    /** How many milliseconds half of its calls took at most. */
    LATENCY_P50,
    /** How many milliseconds 95 of 100 took at most. */
    LATENCY_P95,
    /** How many milliseconds 99 of 100 took at most. */
    LATENCY_P99,
    /** What somebody says of the rollout. */
    WORD
}
