package io.centercontrol.provisioning.progress.model;

import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How far the tenant services are with one tenant. Moves that answer an event or the clock are empty when they change
 * nothing (a duplicate, a late report); moves that an operator makes are refused then.
 *
 * @param desiredVersion the tenant version that every service is to reach
 * @param ready true once all required services had provisioned the tenant at any version; never false again
 * @param paused no attempt is asked for while true
 * @param services ordered by key
 * @param version rises by one with each change, from 1
 */
public record Provisioning(
        TenantId tenant,
        long desiredVersion,
        boolean ready,
        boolean paused,
        List<ServiceProvisioning> services,
        long version) {
    public Provisioning {
        services = services.stream()
                .sorted(Comparator.comparing(ServiceProvisioning::service))
                .toList();
    }

    /** A tenant has appeared: every known service is asked for its first attempt. Without a required one it is ready. */
    public static Change<Provisioning> begin(TenantId tenant, long desiredVersion, KnownServices known, Instant now) {
        var nothing = new Provisioning(tenant, 0, false, false, List.of(), 0);
        var services = known.byKey().values().stream()
                .map(service ->
                        ServiceProvisioning.unobserved(service, now).desired(desiredVersion, false, service, now))
                .toList();
        return nothing.to("provisioning.begun", new Provisioning(tenant, desiredVersion, false, false, services, 0));
    }

    /** The tenant has a new version; empty when it is not newer than the desired one. */
    public Optional<Change<Provisioning>> desire(long newVersion, KnownServices known, Instant now) {
        if (newVersion <= desiredVersion) {
            return Optional.empty();
        }
        var next = new Provisioning(tenant, newVersion, ready, paused, services, version)
                .each(s -> s.desired(newVersion, paused, known.termsOf(s.service()), now));
        return Optional.of(to("provisioning.desired", next));
    }

    /**
     * A service reports on an attempt. A success counts whenever it tells of a newer version than is known, however late it
     * comes; a failure counts only for the attempt and version that are asked for now.
     */
    public Optional<Change<Provisioning>> report(Report report, KnownServices known, Instant now, double jitter) {
        var entry = find(report.service()).orElse(null);
        if (entry == null) {
            return Optional.empty();
        }
        if (report.succeeded()) {
            return report.observedVersion() <= entry.observedVersion()
                    ? Optional.empty()
                    : Optional.of(to("provisioning.progressed", replace(entry.succeeded(report, desiredVersion, now))));
        }
        var answered = switch (entry.phase()) {
            case Phase.Asked _, Phase.Held _ -> entry.attempt() > 0 && report.attempt() == entry.attempt();
            case Phase.Settled _, Phase.BackingOff _ -> false;
        };
        if (!answered || report.observedVersion() < desiredVersion) {
            return Optional.empty();
        }
        var terms = known.termsOf(entry.service());
        return Optional.of(to(
                "provisioning.failed", replace(entry.failed(report.reason(), report.message(), terms, now, jitter))));
    }

    /** Time has passed: reports that did not come count as failures, and attempts that are due are asked for. */
    public Optional<Change<Provisioning>> tick(KnownServices known, Instant now, double jitter) {
        var next = each(s -> {
            var due = s.dueAt();
            return due == null || due.isAfter(now) ? s : overdue(s, known.termsOf(s.service()), now, jitter);
        });
        if (next.services.equals(services)) {
            return Optional.empty();
        }
        var timedOut = services.stream()
                .anyMatch(s -> s.awaiting() && !next.get(s.service()).awaiting());
        return Optional.of(to(timedOut ? "provisioning.failed" : "provisioning.attempted", next));
    }

    /**
     * An operator wants the next attempt now.
     *
     * @param service the only service to retry; null for all that wait for their next attempt
     * @throws io.centercontrol.kernel.RefusedException when it is paused, the service is unknown or nothing waits
     */
    public Change<Provisioning> retry(@Nullable String service, KnownServices known, Instant now) {
        if (service != null && find(service).isEmpty()) {
            throw ProvisioningRefusals.noSuchService(service);
        }
        if (paused) {
            throw ProvisioningRefusals.paused();
        }
        var next = each(s -> (service == null || s.service().equals(service)) && s.phase() instanceof Phase.BackingOff
                ? s.asked(known.termsOf(s.service()), now)
                : s);
        if (next.services.equals(services)) {
            throw ProvisioningRefusals.nothingToRetry(this, service);
        }
        return to("provisioning.retried", next);
    }

    /**
     * An operator stops all attempts. A report of one that is under way still counts.
     *
     * @throws io.centercontrol.kernel.RefusedException when it is paused already
     */
    public Change<Provisioning> pause(Instant now) {
        if (paused) {
            throw ProvisioningRefusals.paused();
        }
        var next = new Provisioning(tenant, desiredVersion, ready, true, services, version)
                .each(s -> s.settled() ? s : s.held(now));
        return to("provisioning.paused", next);
    }

    /**
     * An operator lets it go on: what is not settled is asked for at once.
     *
     * @throws io.centercontrol.kernel.RefusedException when it is not paused
     */
    public Change<Provisioning> resume(KnownServices known, Instant now) {
        if (!paused) {
            throw ProvisioningRefusals.notPaused();
        }
        var next = new Provisioning(tenant, desiredVersion, ready, false, services, version)
                .each(s -> s.settled() ? s : s.asked(known.termsOf(s.service()), now));
        return to("provisioning.resumed", next);
    }

    /**
     * Catches up with the tenant services: a new one is asked for its first attempt, and each one becomes required or not as
     * it is now. This never takes {@code ready} away; it may give it.
     */
    public Optional<Change<Provisioning>> follow(KnownServices known, Instant now) {
        var kept = services.stream().map(s -> {
            var service = known.byKey().get(s.service());
            return s.withRequired(service != null && service.required());
        });
        var added = known.byKey().values().stream()
                .filter(service -> find(service.key()).isEmpty())
                .map(service ->
                        ServiceProvisioning.unobserved(service, now).desired(desiredVersion, paused, service, now));
        var all = java.util.stream.Stream.concat(kept, added).toList();
        var next = new Provisioning(tenant, desiredVersion, ready, paused, all, version);
        return next.settleReady().equals(this) ? Optional.empty() : Optional.of(to("provisioning.followed", next));
    }

    /** When time alone will move this on; null for never. */
    public @Nullable Instant dueAt() {
        return services.stream()
                .map(ServiceProvisioning::dueAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The state in one word. */
    public ProvisioningStatus status() {
        if (paused) {
            return ProvisioningStatus.PAUSED;
        }
        if (services.stream().anyMatch(s -> s.condition().status() == Condition.Status.FALSE)) {
            return ProvisioningStatus.STUCK;
        }
        return ready && services.stream().allMatch(ServiceProvisioning::settled)
                ? ProvisioningStatus.READY
                : ProvisioningStatus.CONVERGING;
    }

    /** How far one service is; empty when the tenant does not know it. */
    public Optional<ServiceProvisioning> find(String service) {
        return services.stream().filter(s -> s.service().equals(service)).findFirst();
    }

    private ServiceProvisioning get(String service) {
        return find(service).orElseThrow();
    }

    private static ServiceProvisioning overdue(ServiceProvisioning s, TenantService terms, Instant now, double jitter) {
        return switch (s.phase()) {
            case Phase.Asked _ ->
                s.failed(
                        "TimedOut",
                        "No report came within " + terms.attemptTimeout().toMillis() + " ms.",
                        terms,
                        now,
                        jitter);
            case Phase.BackingOff _ -> s.asked(terms, now);
            case Phase.Settled _, Phase.Held _ -> s;
        };
    }

    private Provisioning each(UnaryOperator<ServiceProvisioning> move) {
        return new Provisioning(
                tenant,
                desiredVersion,
                ready,
                paused,
                services.stream().map(move).toList(),
                version);
    }

    private Provisioning replace(ServiceProvisioning entry) {
        return each(s -> s.service().equals(entry.service()) ? entry : s);
    }

    private Provisioning settleReady() {
        var all = services.stream().filter(ServiceProvisioning::required).allMatch(s -> s.observedVersion() >= 1);
        return new Provisioning(tenant, desiredVersion, ready || all, paused, services, version);
    }

    private Change<Provisioning> to(String type, Provisioning decided) {
        var settled = decided.settleReady();
        var next = new Provisioning(
                tenant, settled.desiredVersion, settled.ready, settled.paused, settled.services, version + 1);
        return new Change<>(next, next.ready && !ready ? "provisioning.ready" : type, FieldChanges.between(this, next));
    }
}
