package io.centercontrol.provisioning.progress.model;

import io.centercontrol.provisioning.progress.model.Phase.Asked;
import io.centercontrol.provisioning.progress.model.Phase.BackingOff;
import io.centercontrol.provisioning.progress.model.Phase.Held;
import io.centercontrol.provisioning.progress.model.Phase.Settled;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far one tenant service is with giving out and erasing what it holds of one tenant.
 *
 * @param service key of the service
 * @param attempt number of the attempt at the task, counted from {@code past} on
 * @param export what it handed over; null before it did
 * @param erasure its word that it erased; null before it gave it
 * @param condition how far it is with the task
 * @param waiver why the deletion goes on without its word, or would; null when nobody said so
 * @param past attempts up to this number were made while the tenant lived, and no report on them counts
 */
public record ServiceDeletion(
        String service,
        int attempt,
        Phase phase,
        @Nullable ExportedCopy export,
        @Nullable Erasure erasure,
        Condition condition,
        @Nullable Waiver waiver,
        int past) {

    /** A service that is about to be asked for its export. */
    static ServiceDeletion begun(String service, int past, Instant now) {
        return new ServiceDeletion(service, past, new Held(), null, null, awaitingReport(now), null, past);
    }

    /** Begins anew with the next task; what was handed over stays, and so does what is waived. */
    ServiceDeletion next(Instant now) {
        return waived()
                ? this
                : new ServiceDeletion(service, past, new Held(), export, erasure, awaitingReport(now), waiver, past);
    }

    /** Whether the deletion goes on without it. */
    public boolean waived() {
        return waiver != null && waiver.counts();
    }

    /** Whether it has handed over its export, or need not. */
    boolean isExported() {
        return export != null || waived();
    }

    /** Whether it has confirmed that it erased, or need not. */
    boolean isErased() {
        return erasure != null || waived();
    }

    /** Somebody asks, agrees or takes back; as soon as it counts, nothing is asked for any more. */
    ServiceDeletion waiver(@Nullable Waiver said, Instant now) {
        if (said == null || !said.counts()) {
            return new ServiceDeletion(service, attempt, phase, export, erasure, condition, said, past);
        }
        var told = condition.becomes(
                Condition.Status.UNKNOWN, said.retired() ? Waiver.RETIRED : Waiver.WAIVED, said.reason(), now);
        return new ServiceDeletion(service, attempt, new Settled(), export, erasure, told, said, past);
    }

    /** Asks for the next attempt. What went wrong the last time stays to be seen until there is news. */
    ServiceDeletion asked(TenantService terms, Instant now) {
        return with(attempt + 1, new Asked(now.plus(terms.attemptTimeout())), condition.asked(now));
    }

    /** Stops asking. */
    ServiceDeletion held(Instant now) {
        return with(attempt, new Held(), condition.held(now));
    }

    /** The attempt failed: the next one follows after a pause, or after the resumption when it is held. */
    ServiceDeletion failed(String reason, String message, TenantService terms, Instant now, double jitter) {
        var next = phase instanceof Held ? phase : new BackingOff(now.plus(terms.backoff(attempt - past, jitter)));
        return with(attempt, next, condition.becomes(Condition.Status.FALSE, reason, message, now));
    }

    /** Its export is stored here. */
    ServiceDeletion exported(ExportedCopy copy) {
        return new ServiceDeletion(service, attempt, new Settled(), copy, erasure, succeeded(copy.at()), waiver, past);
    }

    /** It erased. */
    ServiceDeletion erased(Erasure word) {
        return new ServiceDeletion(service, attempt, new Settled(), export, word, succeeded(word.at()), null, past);
    }

    /** Nothing is asked for any more, done or not. */
    ServiceDeletion over() {
        return with(attempt, new Settled(), condition);
    }

    private ServiceDeletion with(int newAttempt, Phase newPhase, Condition newCondition) {
        return new ServiceDeletion(service, newAttempt, newPhase, export, erasure, newCondition, waiver, past);
    }

    private Condition succeeded(Instant now) {
        return condition.becomes(Condition.Status.TRUE, "Succeeded", "", now);
    }

    private static Condition awaitingReport(Instant now) {
        return new Condition(Condition.Status.UNKNOWN, "AwaitingReport", "", now);
    }
}
