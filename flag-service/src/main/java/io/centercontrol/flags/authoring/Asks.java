package io.centercontrol.flags.authoring;

import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/** Answers to what provisioning-service asks this service for, as it asks every tenant service. */
public interface Asks {
    /**
     * An attempt that is asked for.
     *
     * @param version the tenant's version that is to be reached
     */
    record Ask(TenantId tenant, Task task, long version, int attempt) {}

    /** What can be asked for. */
    enum Task {
        /** That the tenant can be served. */
        PROVISION,
        /** That all that is kept of the tenant is handed over. */
        EXPORT,
        /** That it is erased. */
        ERASE
    }

    /** Answers; the answer leaves with the transaction. */
    Uni<Void> answer(Ask ask, Outcome outcome);

    /**
     * How an attempt went.
     *
     * @param observedVersion the tenant's version that it was made with
     * @param reason one word in CamelCase
     * @param message a sentence for people; may be empty
     * @param export what was handed over; empty unless it succeeded
     * @param kept what is kept of an erased tenant
     */
    record Outcome(
            boolean succeeded,
            long observedVersion,
            String reason,
            String message,
            Optional<HandedOver> export,
            List<Kept> kept) {
        public Outcome {
            kept = List.copyOf(kept);
        }

        static Outcome success(long observedVersion, String reason) {
            return new Outcome(true, observedVersion, reason, "", Optional.empty(), List.of());
        }

        static Outcome failure(long observedVersion, String reason, String message) {
            return new Outcome(false, observedVersion, reason, message, Optional.empty(), List.of());
        }
    }

    /** An export that was handed over: its SHA-256 in lower-case hex and its size in bytes. */
    record HandedOver(String sha256, long bytes) {}

    /** Something that stays of an erased tenant, and on what ground. */
    record Kept(String what, String where, String basis) {}
}
