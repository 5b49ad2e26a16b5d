package io.centercontrol.provisioning.progress.model;

import io.centercontrol.provisioning.progress.model.Phase.Asked;
import io.centercontrol.provisioning.progress.model.Phase.BackingOff;
import io.centercontrol.provisioning.progress.model.Phase.Held;
import io.centercontrol.provisioning.progress.model.Phase.Settled;
import io.centercontrol.provisioning.progress.model.Serves.WhenLeft;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far one tenant service is with one tenant.
 *
 * @param service key of the service
 * @param required whether the tenant needs it before it is ready; never while it is not in service
 * @param observedVersion the newest tenant version that it has provisioned; 0 for none, and once it has erased
 * @param attempt number of the attempt at the desired version, from 1; 0 before the first. Once the service was asked to erase,
 *     numbers go on and never come again
 * @param approached whether it was ever asked, at any version: then it may hold something of the tenant
 * @param stay whether the service serves the tenant
 * @param past where numbers go on: attempts up to this one are of before the tenant left, came back or had its newest version,
 *     and no report on them counts
 * @param erasure its word that it erased since the tenant left; null before it gave it
 */
public record ServiceProvisioning(
        String service,
        boolean required,
        long observedVersion,
        int attempt,
        boolean approached,
        Phase phase,
        Condition condition,
        Stay stay,
        int past,
        @Nullable Erasure erasure) {
    /** The reason of a service that keeps what it has of a tenant that it serves no more. */
    static final String KEPT = "Kept";

    /** A service that has just become known to this tenant, and of which nothing is decided. */
    static ServiceProvisioning unobserved(TenantService service, Instant now) {
        return new ServiceProvisioning(
                service.key(),
                service.required(),
                0,
                0,
                false,
                new Held(),
                fresh(Condition.Status.UNKNOWN, "AwaitingReport", "", now),
                Stay.UNDECIDED,
                0,
                null);
    }

    /** Whether nothing is to be done: the service has the desired version, or serves the tenant no more. */
    public boolean settled() {
        return phase.settled();
    }

    /** Whether nobody is to be asked, now or later, before something is decided anew. */
    boolean resting() {
        return settled() || stay == Stay.UNDECIDED;
    }

    /** Whether an attempt is asked for now. */
    public boolean awaiting() {
        return phase.awaiting();
    }

    /** What its attempts are at, and what its condition tells of. */
    public Task task() {
        return stay == Stay.ERASING || stay == Stay.ERASED ? Task.ERASE : Task.PROVISION;
    }

    /** When the next attempt is asked for; null when none is planned. */
    public @Nullable Instant nextTryAt() {
        return phase.nextTryAt();
    }

    /** Until when the report is awaited; null when none is. */
    public @Nullable Instant deadline() {
        return phase.deadline();
    }

    /** When time alone will move this on; null for never. */
    @Nullable
    Instant dueAt() {
        return phase.dueAt();
    }

    /** The newest attempt that it was asked for if it was ever asked to erase; a deletion counts on from there. */
    int lastErasing() {
        return past > 0 || task() == Task.ERASE ? attempt : 0;
    }

    ServiceProvisioning withRequired(boolean newRequired) {
        return new ServiceProvisioning(
                service, newRequired, observedVersion, attempt, approached, phase, condition, stay, past, erasure);
    }

    /** What becomes of it as the service and the tenant are now; null when there is nothing to tell of. */
    @Nullable
    ServiceProvisioning placed(TenantService as, TenantFacts facts, long version, boolean paused, Instant now) {
        var answer = as.serves().answer(facts);
        return switch (answer) {
            case YES -> stay == Stay.IN_SERVICE ? withRequired(as.required()) : back(as, version, paused, now);
            case NO -> approached ? left(as, paused, now) : null;
            case TENANT_UNKNOWN, PLAN_UNKNOWN -> approached ? unchanged(as) : undecided(as, answer, now);
        };
    }

    private ServiceProvisioning unchanged(TenantService as) {
        return stay == Stay.IN_SERVICE ? withRequired(as.required()) : this;
    }

    /** Nobody can say yet; the tenant waits. */
    private ServiceProvisioning undecided(TenantService as, Serves.Answer answer, Instant now) {
        var told = answer == Serves.Answer.PLAN_UNKNOWN
                ? condition.becomes(
                        Condition.Status.UNKNOWN,
                        "PlanUnknown",
                        "The service serves tenants by plan, and this one's has not been heard yet.",
                        now)
                : condition.becomes(
                        Condition.Status.UNKNOWN,
                        "TenantUnknown",
                        "The service serves some tenants only, and this one's settings have not been heard yet.",
                        now);
        return new ServiceProvisioning(
                service, as.required(), observedVersion, attempt, false, new Held(), told, Stay.UNDECIDED, past, null);
    }

    /** The service serves the tenant now. What it was asked to erase it has to make anew. */
    private ServiceProvisioning back(TenantService as, long version, boolean paused, Instant now) {
        var emptied = stay == Stay.ERASED || stay == Stay.ERASING && attempt > past;
        return new ServiceProvisioning(
                        service,
                        as.required(),
                        emptied ? 0 : observedVersion,
                        attempt,
                        approached,
                        new Held(),
                        fresh(Condition.Status.UNKNOWN, "AwaitingReport", "", now),
                        Stay.IN_SERVICE,
                        emptied ? attempt : past,
                        null)
                .desired(version, paused, as, now);
    }

    /** The service serves the tenant no more. An erasure that was begun goes on. */
    private ServiceProvisioning left(TenantService as, boolean paused, Instant now) {
        var erases = as.serves().whenLeft() == WhenLeft.ERASE;
        return switch (stay) {
            case ERASING, ERASED -> this;
            case KEPT -> erases ? erasing(as, paused, now) : this;
            case IN_SERVICE, UNDECIDED -> erases ? erasing(as, paused, now) : kept(now);
        };
    }

    private ServiceProvisioning kept(Instant now) {
        return new ServiceProvisioning(
                service,
                false,
                observedVersion,
                attempt,
                true,
                new Settled(),
                fresh(
                        Condition.Status.UNKNOWN,
                        KEPT,
                        "The service does not serve this tenant any more, and keeps what it has.",
                        now),
                Stay.KEPT,
                past,
                null);
    }

    private ServiceProvisioning erasing(TenantService as, boolean paused, Instant now) {
        var begun = new ServiceProvisioning(
                service,
                false,
                observedVersion,
                attempt,
                true,
                new Held(),
                fresh(Condition.Status.UNKNOWN, "AwaitingReport", "", now),
                Stay.ERASING,
                attempt,
                null);
        return paused ? begun.held(now) : begun.asked(as, now);
    }

    /** Begins anew for a version of the tenant, unless the service has it already, or is not to have it. */
    ServiceProvisioning desired(long version, boolean paused, TenantService terms, Instant now) {
        if (stay != Stay.IN_SERVICE) {
            return this;
        }
        if (observedVersion >= version) {
            return done(observedVersion, now);
        }
        var again = past > 0;
        var begun = new ServiceProvisioning(
                service,
                required,
                observedVersion,
                again ? attempt : 0,
                approached,
                new Held(),
                condition.becomes(Condition.Status.UNKNOWN, "AwaitingReport", "", now),
                stay,
                again ? attempt : 0,
                erasure);
        return paused ? begun.held(now) : begun.asked(terms, now);
    }

    /** Asks for the next attempt. What went wrong the last time stays to be seen until there is news. */
    ServiceProvisioning asked(TenantService terms, Instant now) {
        return new ServiceProvisioning(
                service,
                required,
                observedVersion,
                attempt + 1,
                true,
                new Asked(now.plus(terms.attemptTimeout())),
                condition.asked(now),
                stay,
                past,
                erasure);
    }

    /** Stops asking. */
    ServiceProvisioning held(Instant now) {
        return moved(observedVersion, attempt, new Held(), condition.held(now));
    }

    /** The tenant is being deleted: nothing more is provisioned. What is not in service was not asked for anything. */
    ServiceProvisioning stopped(Instant now) {
        if (stay == Stay.KEPT || stay == Stay.ERASED) {
            return this;
        }
        return moved(
                observedVersion,
                attempt,
                new Held(),
                condition.becomes(
                        Condition.Status.UNKNOWN,
                        "TenantDeleting",
                        "The tenant is being deleted: nothing is provisioned.",
                        now));
    }

    /** The service is there no more: nothing is asked of it, and no tenant needs it. What it holds stays to be seen. */
    @Nullable
    ServiceProvisioning retired(Retirement retirement, Instant now) {
        if (condition.reason().equals(Waiver.RETIRED) || stay == Stay.ERASED) {
            return this;
        }
        return stay == Stay.UNDECIDED
                ? null
                : new ServiceProvisioning(
                        service,
                        false,
                        observedVersion,
                        attempt,
                        approached,
                        new Settled(),
                        condition.becomes(Condition.Status.UNKNOWN, Waiver.RETIRED, retirement.reason(), now),
                        Stay.KEPT,
                        past,
                        erasure);
    }

    /** Whether a success at provisioning is news of now. */
    boolean hearsProvisioned(Report report) {
        return (stay == Stay.IN_SERVICE || stay == Stay.KEPT)
                && report.observedVersion() > observedVersion
                && (past == 0 || report.attempt() > past);
    }

    /** Whether a success at erasing is the answer to what was asked since the tenant left. */
    boolean hearsErased(Report report) {
        return stay == Stay.ERASING && report.attempt() > past && report.attempt() <= attempt;
    }

    /** Whether a failure is the answer to what is asked for now, or was until it was held. */
    boolean hearsFailure(Report report) {
        return (stay == Stay.IN_SERVICE || stay == Stay.ERASING)
                && report.task() == task()
                && phase.takesFailure()
                && attempt > 0
                && report.attempt() == attempt;
    }

    /** The service has provisioned a version, which may be older than the desired one: then the asking goes on. */
    ServiceProvisioning succeeded(Report report, long desiredVersion, Instant now) {
        return stay == Stay.IN_SERVICE && report.observedVersion() >= desiredVersion
                ? done(report.observedVersion(), now)
                : moved(report.observedVersion(), attempt, phase, condition);
    }

    /** The service has let go of the tenant, which lives on. */
    ServiceProvisioning erased(Erasure word) {
        return new ServiceProvisioning(
                service,
                false,
                0,
                attempt,
                true,
                new Settled(),
                condition.becomes(Condition.Status.TRUE, "Succeeded", "", word.at()),
                Stay.ERASED,
                past,
                word);
    }

    /** The attempt failed: the next one follows after a pause, or after the resumption when it is held. */
    ServiceProvisioning failed(String reason, String message, TenantService terms, Instant now, double jitter) {
        var next = switch (phase) {
            case Held _ -> new Held();
            case Asked _, BackingOff _, Settled _ -> new BackingOff(now.plus(terms.backoff(attempt - past, jitter)));
        };
        return moved(observedVersion, attempt, next, condition.becomes(Condition.Status.FALSE, reason, message, now));
    }

    private ServiceProvisioning done(long version, Instant now) {
        return new ServiceProvisioning(
                service,
                required,
                version,
                attempt,
                true,
                new Settled(),
                condition.becomes(Condition.Status.TRUE, "Succeeded", "", now),
                stay,
                past,
                erasure);
    }

    private ServiceProvisioning moved(long version, int newAttempt, Phase newPhase, Condition newCondition) {
        return new ServiceProvisioning(
                service, required, version, newAttempt, approached, newPhase, newCondition, stay, past, erasure);
    }

    /** A condition that tells since when it is so, whatever was before. */
    private static Condition fresh(Condition.Status status, String reason, String message, Instant now) {
        return new Condition(status, reason, message, now);
    }
}
