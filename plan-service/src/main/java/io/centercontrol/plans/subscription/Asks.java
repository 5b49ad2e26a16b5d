package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/** What provisioning-service asks this service for, while it waits, and the answers. */
public interface Asks {
    /**
     * An attempt that is asked for.
     *
     * @param version the tenant's version that is to be reached
     */
    record Ask(TenantId tenant, Task task, long version, int attempt) {}

    /** What can be asked for. */
    enum Task {
        /** That the tenant has a subscription. */
        PROVISION,
        /** That all that is kept of the tenant is handed over. */
        EXPORT,
        /** That it is erased. */
        ERASE
    }

    /** Keeps one until it is answered, in place of an earlier one. */
    Uni<Void> put(Ask ask);

    /** The one that waits, locked. */
    Uni<Optional<Ask>> lock(TenantId tenant);

    /** Answers, and keeps it no more; the answer leaves with the transaction. */
    Uni<Void> answer(Ask ask, Outcome outcome);

    /**
     * How an attempt went.
     *
     * @param observedVersion the tenant's version that it was made with
     * @param reason one word in CamelCase
     * @param message a sentence for people; may be empty
     * @param export what was handed over; empty unless it succeeded
     */
    record Outcome(
            boolean succeeded, long observedVersion, String reason, String message, Optional<HandedOver> export) {
        static Outcome success(long observedVersion, String reason) {
            return new Outcome(true, observedVersion, reason, "", Optional.empty());
        }

        static Outcome failure(long observedVersion, String reason, String message) {
            return new Outcome(false, observedVersion, reason, message, Optional.empty());
        }
    }

    /** An export that was handed over: its SHA-256 in lower-case hex and its size in bytes. */
    record HandedOver(String sha256, long bytes) {}
}
