package io.centercontrol.provisioning.progress.model;

import io.centercontrol.provisioning.progress.model.Phase.Asked;
import io.centercontrol.provisioning.progress.model.Phase.BackingOff;
import io.centercontrol.provisioning.progress.model.Phase.Held;
import io.centercontrol.provisioning.progress.model.Phase.Settled;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far one tenant service is with one tenant.
 *
 * @param service key of the service
 * @param observedVersion the newest tenant version that it has provisioned; 0 for none
 * @param attempt number of the attempt at the desired version, from 1; 0 before the first
 * @param approached whether it was ever asked, at any version: then it may hold something of the tenant
 */
public record ServiceProvisioning(
        String service,
        boolean required,
        long observedVersion,
        int attempt,
        boolean approached,
        Phase phase,
        Condition condition) {

    /** A service that has just become known to this tenant. */
    static ServiceProvisioning unobserved(TenantService service, Instant now) {
        return new ServiceProvisioning(
                service.key(),
                service.required(),
                0,
                0,
                false,
                new Held(),
                new Condition(Condition.Status.UNKNOWN, "AwaitingReport", "", now));
    }

    /** Whether the service has the desired version. */
    public boolean settled() {
        return phase.settled();
    }

    /** Whether an attempt is asked for now. */
    public boolean awaiting() {
        return phase.awaiting();
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

    ServiceProvisioning withRequired(boolean newRequired) {
        return new ServiceProvisioning(service, newRequired, observedVersion, attempt, approached, phase, condition);
    }

    /** Begins anew for a version of the tenant, unless the service has it already. */
    ServiceProvisioning desired(long version, boolean paused, TenantService terms, Instant now) {
        if (observedVersion >= version) {
            return done(observedVersion, now);
        }
        var fresh = new ServiceProvisioning(
                service,
                required,
                observedVersion,
                0,
                approached,
                new Held(),
                condition.becomes(Condition.Status.UNKNOWN, "AwaitingReport", "", now));
        return paused ? fresh.held(now) : fresh.asked(terms, now);
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
                condition.asked(now));
    }

    /** Stops asking. */
    ServiceProvisioning held(Instant now) {
        return new ServiceProvisioning(
                service, required, observedVersion, attempt, approached, new Held(), condition.held(now));
    }

    /** The tenant is being deleted: nothing more is provisioned. */
    ServiceProvisioning stopped(Instant now) {
        var told = condition.becomes(
                Condition.Status.UNKNOWN,
                "TenantDeleting",
                "The tenant is being deleted: nothing is provisioned.",
                now);
        return new ServiceProvisioning(service, required, observedVersion, attempt, approached, new Held(), told);
    }

    /** The service is there no more: nothing is asked of it, and no tenant needs it. What it holds stays to be seen. */
    ServiceProvisioning retired(Retirement retirement, Instant now) {
        if (condition.reason().equals(Waiver.RETIRED)) {
            return this;
        }
        return new ServiceProvisioning(
                service,
                false,
                observedVersion,
                attempt,
                approached,
                new Settled(),
                condition.becomes(Condition.Status.UNKNOWN, Waiver.RETIRED, retirement.reason(), now));
    }

    /** The service has provisioned a version, which may be older than the desired one: then the asking goes on. */
    ServiceProvisioning succeeded(Report report, long desiredVersion, Instant now) {
        return report.observedVersion() >= desiredVersion
                ? done(report.observedVersion(), now)
                : new ServiceProvisioning(service, required, report.observedVersion(), attempt, true, phase, condition);
    }

    /** The attempt failed: the next one follows after a pause, or after the resumption when it is held. */
    ServiceProvisioning failed(String reason, String message, TenantService terms, Instant now, double jitter) {
        var next = switch (phase) {
            case Held _ -> new Held();
            case Asked _, BackingOff _, Settled _ -> new BackingOff(now.plus(terms.backoff(attempt, jitter)));
        };
        return new ServiceProvisioning(
                service,
                required,
                observedVersion,
                attempt,
                approached,
                next,
                condition.becomes(Condition.Status.FALSE, reason, message, now));
    }

    private ServiceProvisioning done(long version, Instant now) {
        return new ServiceProvisioning(
                service,
                required,
                version,
                attempt,
                true,
                new Settled(),
                condition.becomes(Condition.Status.TRUE, "Succeeded", "", now));
    }
}
