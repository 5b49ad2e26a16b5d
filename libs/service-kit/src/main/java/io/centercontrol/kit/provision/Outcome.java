package io.centercontrol.kit.provision;

import java.util.List;
import java.util.Optional;

/**
 * How an attempt went.
 *
 * @param observedVersion the tenant's version that it was made with
 * @param reason one word in CamelCase
 * @param message a sentence for people; may be empty
 * @param export what was handed over; empty unless it succeeded
 * @param kept what is kept of an erased tenant
 */
public record Outcome(
        boolean succeeded,
        long observedVersion,
        String reason,
        String message,
        Optional<HandedOver> export,
        List<Retained> kept) {
    public Outcome {
        kept = List.copyOf(kept);
    }

    /** An export that was handed over: its SHA-256 in lower-case hex and its size in bytes. */
    public record HandedOver(String sha256, long bytes) {}

    /** Something that stays of an erased tenant, where, and on what ground. */
    public record Retained(String what, String where, String basis) {}

    /** It went well. */
    public static Outcome success(long observedVersion, String reason) {
        return new Outcome(true, observedVersion, reason, "", Optional.empty(), List.of());
    }

    /** All was erased but this. */
    public static Outcome erased(long observedVersion, List<Retained> kept) {
        return new Outcome(true, observedVersion, "Erased", "", Optional.empty(), kept);
    }

    /** It did not, and is asked for again. */
    public static Outcome failure(long observedVersion, String reason, String message) {
        return new Outcome(false, observedVersion, reason, message, Optional.empty(), List.of());
    }
}
