package io.centercontrol.provisioning.progress.model;

import io.centercontrol.kernel.Aggregate;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How far the tenant services are with one tenant. Moves that answer an event or the clock are empty when they change
 * nothing (a duplicate, a late report); moves that an operator makes are refused then.
 *
 * @param desiredVersion the tenant version that every service is to reach
 * @param ready true once all required services had provisioned the tenant at any version; never false again
 * @param paused no attempt is asked for while true
 * @param services ordered by key
 * @param deletion the services' part of the tenant's deletion; null until it begins, and never null again
 * @param version rises by one with each change, from 1
 * @param updatedAt when this version was decided
 */
public record Provisioning(
        TenantId tenant,
        long desiredVersion,
        boolean ready,
        boolean paused,
        List<ServiceProvisioning> services,
        @Nullable TenantDeletion deletion,
        long version,
        Instant updatedAt)
        implements Aggregate {
    public Provisioning {
        services = services.stream()
                .sorted(Comparator.comparing(ServiceProvisioning::service))
                .toList();
    }

    /**
     * A tenant has appeared. While it lives, every service that serves it is asked for its first attempt; without a required one
     * it is ready. When its deletion is what is heard first, nothing is known of who holds what: so every known service is asked.
     */
    public static Change<Provisioning> begin(
            TenantId tenant, long desiredVersion, Stage stage, KnownServices known, TenantFacts facts, Instant now) {
        var nothing = new Provisioning(tenant, 0, false, false, List.of(), null, 0, now);
        var begun = new Provisioning(tenant, desiredVersion, false, false, List.of(), null, 0, now);
        if (stage == Stage.LIVING) {
            return nothing.to("provisioning.begun", begun.placed(known, facts, now), now);
        }
        var all = known.byKey().values().stream()
                .map(service -> ServiceProvisioning.unobserved(service, now).stopped(now))
                .toList();
        var approached = known.byKey().keySet().stream().collect(Collectors.toMap(key -> key, key -> 0));
        return nothing.to("provisioning.begun", begun.of(all).in(stage, approached, known, now), now);
    }

    /**
     * The tenant has a new version, which its services are asked for, each that serves it as it is now; empty when nothing is
     * other than it was.
     */
    public Optional<Change<Provisioning>> desire(
            long newVersion, Stage stage, KnownServices known, TenantFacts facts, Instant now) {
        if (newVersion <= desiredVersion) {
            return stage == Stage.LIVING && deletion == null ? follow(known, facts, now) : Optional.empty();
        }
        var newer = new Provisioning(tenant, newVersion, ready, paused, services, deletion, version, updatedAt);
        if (stage == Stage.LIVING && deletion == null) {
            var next = newer.placed(known, facts, now)
                    .each(s -> inService(s.service())
                            ? s.desired(newVersion, paused, known.termsOf(s.service()), now)
                            : s);
            return Optional.of(to("provisioning.desired", next, now));
        }
        var approached = services.stream()
                .filter(ServiceProvisioning::approached)
                .collect(Collectors.toMap(ServiceProvisioning::service, ServiceProvisioning::lastErasing));
        var next = newer.each(s -> deletion == null ? s.stopped(now) : s).in(stage, approached, known, now);
        return Objects.equals(next.deletion, deletion) ? Optional.empty() : Optional.of(to(type(stage), next, now));
    }

    /**
     * A service reports on an attempt. A success counts whenever it tells of a newer version than is known, however late it
     * comes; a failure counts only for the attempt and version that are asked for now.
     */
    public Optional<Change<Provisioning>> report(Report report, KnownServices known, Instant now, double jitter) {
        if (report.task() == Task.PROVISION || deletion == null) {
            return find(report.service()).flatMap(entry -> reported(entry, report, known, now, jitter));
        }
        return deleting(
                deletion.report(report, known, now, jitter),
                report.succeeded() ? "provisioning.progressed" : "provisioning.failed",
                now);
    }

    private Optional<Change<Provisioning>> reported(
            ServiceProvisioning entry, Report report, KnownServices known, Instant now, double jitter) {
        if (report.succeeded()) {
            return succeeded(entry, report, now).map(next -> to("provisioning.progressed", replace(next), now));
        }
        var outdated = report.task() == Task.PROVISION && report.observedVersion() < desiredVersion;
        if (deletion != null || outdated || !entry.hearsFailure(report)) {
            return Optional.empty();
        }
        var terms = known.termsOf(entry.service());
        return Optional.of(to(
                "provisioning.failed",
                replace(entry.failed(report.reason(), report.message(), terms, now, jitter)),
                now));
    }

    private Optional<ServiceProvisioning> succeeded(ServiceProvisioning entry, Report report, Instant now) {
        var outcome = report.outcome();
        return switch (report.task()) {
            case PROVISION ->
                entry.hearsProvisioned(report)
                        ? Optional.of(entry.succeeded(report, desiredVersion, now))
                        : Optional.empty();
            case ERASE ->
                entry.hearsErased(report)
                        ? Optional.of(entry.erased(new Erasure(now, outcome.instance(), outcome.kept())))
                        : Optional.empty();
            case EXPORT -> Optional.empty();
        };
    }

    /** Time has passed: reports that did not come count as failures, and attempts that are due are asked for. */
    public Optional<Change<Provisioning>> tick(KnownServices known, Instant now, double jitter) {
        var next = each(s -> {
            var due = s.dueAt();
            return due == null || due.isAfter(now) ? s : overdue(s, known.termsOf(s.service()), now, jitter);
        });
        var moved = next.deleting(deletion == null ? null : deletion.tick(known, now, jitter));
        if (moved.equals(this)) {
            return Optional.empty();
        }
        return Optional.of(to(timedOut(moved) ? "provisioning.failed" : "provisioning.attempted", moved, now));
    }

    /**
     * An operator wants the next attempt now.
     *
     * @param service the only service to retry; null for all that wait for their next attempt
     * @throws io.centercontrol.kernel.RefusedException when it is paused, the service is unknown or nothing waits
     */
    public Change<Provisioning> retry(@Nullable String service, KnownServices known, Instant now) {
        if (service != null && !worksFor(service)) {
            throw ProvisioningRefusals.noSuchService(service);
        }
        if (paused) {
            throw ProvisioningRefusals.paused();
        }
        var next = each(s -> (service == null || s.service().equals(service)) && s.phase() instanceof Phase.BackingOff
                        ? s.asked(known.termsOf(s.service()), now)
                        : s)
                .deleting(deletion == null ? null : deletion.retry(service, known, now));
        if (next.equals(this)) {
            throw ProvisioningRefusals.nothingToRetry(this, service);
        }
        return to("provisioning.retried", next, now);
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
        var next = new Provisioning(tenant, desiredVersion, ready, true, services, deletion, version, updatedAt)
                .each(s -> s.resting() || deletion != null ? s : s.held(now))
                .deleting(deletion == null ? null : deletion.pause(now));
        return to("provisioning.paused", next, now);
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
        var next = new Provisioning(tenant, desiredVersion, ready, false, services, deletion, version, updatedAt)
                .each(s -> s.resting() || deletion != null ? s : s.asked(known.termsOf(s.service()), now))
                .deleting(deletion == null ? null : deletion.resume(known, now));
        return to("provisioning.resumed", next, now);
    }

    /**
     * Catches up with the tenant services, and with what is known of the tenant: one that serves it now is asked for its first
     * attempt, one that serves it no more is asked to erase or for nothing, each becomes required or not as it is now, and one
     * that is retired is asked no more. This never takes {@code ready} away; it may give it. A deletion goes on without what is
     * retired, and follows nothing else.
     */
    public Optional<Change<Provisioning>> follow(KnownServices known, TenantFacts facts, Instant now) {
        if (deletion != null) {
            return deleting(deletion.follow(known, now), "provisioning.followed", now);
        }
        var next = placed(known, facts, now);
        return next.settleReady().equals(this) ? Optional.empty() : Optional.of(to("provisioning.followed", next, now));
    }

    /** The entries of the services as these and the tenant are now. */
    private Provisioning placed(KnownServices known, TenantFacts facts, Instant now) {
        var there = services.stream().map(s -> Optional.ofNullable(placed(s, known, facts, now)));
        var added = known.serving().stream()
                .filter(service -> find(service.key()).isEmpty())
                .map(service -> Optional.ofNullable(ServiceProvisioning.unobserved(service, now)
                        .placed(service, facts, desiredVersion, paused, now)));
        return of(Stream.concat(there, added).flatMap(Optional::stream).toList());
    }

    private @Nullable ServiceProvisioning placed(
            ServiceProvisioning s, KnownServices known, TenantFacts facts, Instant now) {
        var service = known.byKey().get(s.service());
        if (service == null) {
            return s.withRequired(false);
        }
        var retirement = service.retirement();
        return retirement == null ? s.placed(service, facts, desiredVersion, paused, now) : s.retired(retirement, now);
    }

    private boolean inService(String service) {
        return find(service).filter(s -> s.stay() == Stay.IN_SERVICE).isPresent();
    }

    /**
     * Somebody wants the deletion to go on without the word of one service; another person has to agree.
     *
     * @param by id of who asks
     * @throws io.centercontrol.kernel.RefusedException when the deletion does not wait for the service, or a waiver was asked
     *     for already
     */
    public Change<Provisioning> askWaiver(String service, String reason, String by, Instant now) {
        return to("provisioning.waiver-asked", deleting(underWay().askWaiver(service, reason, by, now)), now);
    }

    /**
     * The second person agrees: the deletion goes on without the service.
     *
     * @param by id of who agrees
     * @throws io.centercontrol.kernel.RefusedException when no waiver waits, or it is the one who asked for it
     */
    public Change<Provisioning> approveWaiver(String service, String by, Instant now) {
        return to("provisioning.waived", deleting(underWay().approveWaiver(service, by, now)), now);
    }

    /**
     * A waiver that waits for its second person is taken back, or not agreed to.
     *
     * @throws io.centercontrol.kernel.RefusedException when none waits
     */
    public Change<Provisioning> declineWaiver(String service, Instant now) {
        return to("provisioning.waiver-declined", deleting(underWay().declineWaiver(service, now)), now);
    }

    private TenantDeletion underWay() {
        if (deletion == null || deletion.erased()) {
            throw ProvisioningRefusals.notDeleting();
        }
        return deletion;
    }

    @Override
    public String aggregateId() {
        return tenant.toString();
    }

    @Override
    public String inWords() {
        return "The provisioning of tenant " + tenant;
    }

    /** When time alone will move this on; null for never. */
    public @Nullable Instant dueAt() {
        var deletions = deletion == null ? Stream.<ServiceDeletion>empty() : deletion.services().stream();
        return Stream.concat(services.stream().map(ServiceProvisioning::phase), deletions.map(ServiceDeletion::phase))
                .map(Phase::dueAt)
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** The state in one word. */
    public ProvisioningStatus status() {
        if (paused) {
            return ProvisioningStatus.PAUSED;
        }
        if (deletion != null) {
            return ProvisioningStatus.DELETING;
        }
        if (services.stream().anyMatch(s -> s.condition().status() == Condition.Status.FALSE)) {
            return ProvisioningStatus.STUCK;
        }
        return ready && services.stream().allMatch(ServiceProvisioning::settled)
                ? ProvisioningStatus.READY
                : ProvisioningStatus.CONVERGING;
    }

    /** The services' part of the deletion in one word; null when there is none. */
    public @Nullable DeletionStatus deletionStatus() {
        return deletion == null ? null : deletion.status(paused);
    }

    /** How far one service is; empty when the tenant does not know it. */
    public Optional<ServiceProvisioning> find(String service) {
        return services.stream().filter(s -> s.service().equals(service)).findFirst();
    }

    /** The deletion at a stage that the tenant's owner decided on, begun for some services where it is not yet. */
    private Provisioning in(Stage stage, Map<String, Integer> approached, KnownServices known, Instant now) {
        if (stage == Stage.LIVING) {
            return this;
        }
        var begun = deletion == null ? TenantDeletion.begin(approached, paused, known, now) : deletion;
        return deleting(
                switch (stage) {
                    case LIVING, EXPORTING -> begun;
                    case ERASING -> begun.task() == Task.ERASE ? begun : begun.erase(paused, known, now);
                    case DELETED -> begun.over();
                });
    }

    private static String type(Stage stage) {
        return switch (stage) {
            case LIVING -> "provisioning.desired";
            case EXPORTING -> "provisioning.exporting";
            case ERASING -> "provisioning.erasing";
            case DELETED -> "provisioning.deleted";
        };
    }

    private static ServiceProvisioning overdue(ServiceProvisioning s, TenantService terms, Instant now, double jitter) {
        return switch (s.phase()) {
            case Phase.Asked _ -> s.failed("TimedOut", terms.overdue(), terms, now, jitter);
            case Phase.BackingOff _ -> s.asked(terms, now);
            case Phase.Settled _, Phase.Held _ -> s;
        };
    }

    private boolean timedOut(Provisioning next) {
        return services.stream()
                        .anyMatch(s -> s.awaiting()
                                && !next.find(s.service()).orElseThrow().awaiting())
                || (deletion != null
                        && next.deletion != null
                        && deletion.services().stream()
                                .anyMatch(s -> s.phase().awaiting()
                                        && !next.deletion
                                                .find(s.service())
                                                .orElseThrow()
                                                .phase()
                                                .awaiting()));
    }

    private Provisioning each(UnaryOperator<ServiceProvisioning> move) {
        return of(services.stream().map(move).toList());
    }

    private Provisioning of(List<ServiceProvisioning> entries) {
        return new Provisioning(tenant, desiredVersion, ready, paused, entries, deletion, version, updatedAt);
    }

    private Provisioning replace(ServiceProvisioning entry) {
        return each(s -> s.service().equals(entry.service()) ? entry : s);
    }

    private Provisioning deleting(@Nullable TenantDeletion next) {
        return new Provisioning(tenant, desiredVersion, ready, paused, services, next, version, updatedAt);
    }

    private Optional<Change<Provisioning>> deleting(TenantDeletion next, String type, Instant now) {
        return next.equals(deletion) ? Optional.empty() : Optional.of(to(type, deleting(next), now));
    }

    private Provisioning settleReady() {
        var all = services.stream().filter(ServiceProvisioning::required).allMatch(s -> s.observedVersion() >= 1);
        return new Provisioning(tenant, desiredVersion, ready || all, paused, services, deletion, version, updatedAt);
    }

    private Change<Provisioning> to(String type, Provisioning decided, Instant now) {
        var settled = decided.settleReady();
        var next = new Provisioning(
                tenant,
                settled.desiredVersion,
                settled.ready,
                settled.paused,
                settled.services,
                settled.deletion,
                version + 1,
                now);
        return new Change<>(next, milestone(next, type), FieldChanges.between(this, next));
    }

    /** What others wait for goes before what led to it. */
    private String milestone(Provisioning next, String type) {
        if (next.erased() && !erased()) {
            return "provisioning.erased";
        }
        if (next.exported() && !exported()) {
            return "provisioning.exported";
        }
        return next.ready && !ready && next.deletion == null ? "provisioning.ready" : type;
    }

    private boolean worksFor(String service) {
        return deletion == null
                ? find(service).isPresent()
                : deletion.find(service).isPresent();
    }

    /** What a service handed over; empty before it did. */
    public Optional<ExportedCopy> exportOf(String service) {
        return Optional.ofNullable(deletion).flatMap(d -> d.find(service)).map(ServiceDeletion::export);
    }

    /**
     * Makes sure that an export is asked for.
     *
     * @param attempt the attempt that it comes of; an earlier one than the current is as good
     * @throws io.centercontrol.kernel.RefusedException when no export of the service is asked for, or another one counts
     *     already
     */
    public void checkExport(String service, int attempt, String sha256) {
        if (deletion == null || deletion.task() != Task.EXPORT) {
            throw ProvisioningRefusals.notExporting();
        }
        var entry = deletion.find(service).orElseThrow(() -> ProvisioningRefusals.exportNotAsked(service));
        if (attempt > entry.attempt()) {
            throw ProvisioningRefusals.attemptNotAsked(attempt, entry.attempt());
        }
        if (entry.export() != null && !entry.export().sha256().equals(sha256)) {
            throw ProvisioningRefusals.anotherExport(entry.export().sha256());
        }
    }

    /** Every service handed over its export, or need not. */
    private boolean exported() {
        return deletion != null && deletion.exported();
    }

    /** Every service confirmed that it erased, or need not. */
    public boolean erased() {
        return deletion != null && deletion.erased();
    }
}
