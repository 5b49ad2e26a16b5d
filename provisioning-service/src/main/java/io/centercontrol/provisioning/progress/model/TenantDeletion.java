package io.centercontrol.provisioning.progress.model;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How far the tenant services are with giving out and erasing what they hold of one tenant. Which services those are is
 * fixed when it begins: none is added, and none is passed over unless it was retired or two people waived it.
 *
 * @param task what they are asked for now: {@link Task#EXPORT}, then {@link Task#ERASE}
 * @param services ordered by key
 */
public record TenantDeletion(Task task, List<ServiceDeletion> services) {
    public TenantDeletion {
        services = services.stream()
                .sorted(Comparator.comparing(ServiceDeletion::service))
                .toList();
    }

    /**
     * Fixes the services, and asks each for its export unless it is paused.
     *
     * @param services by key; with each the number of the last attempt at erasing that it was asked for while the tenant lived,
     *     0 when it never was
     */
    static TenantDeletion begin(Map<String, Integer> services, boolean paused, KnownServices known, Instant now) {
        var begun = services.entrySet().stream()
                .map(service -> ServiceDeletion.begun(service.getKey(), service.getValue(), now))
                .toList();
        return new TenantDeletion(Task.EXPORT, begun).follow(known, now).ask(paused, known, now);
    }

    /** The exports are done with: asks each to erase unless it is paused. */
    TenantDeletion erase(boolean paused, KnownServices known, Instant now) {
        var next = services.stream().map(s -> s.next(now)).toList();
        return new TenantDeletion(Task.ERASE, next).ask(paused, known, now);
    }

    /** What was retired is asked no more; what it has erased before stays erased. */
    TenantDeletion follow(KnownServices known, Instant now) {
        return each(s -> {
            var retirement = known.retirementOf(s.service());
            return retirement == null || s.waived() || s.erasure() != null ? s : s.waiver(Waiver.of(retirement), now);
        });
    }

    /** Somebody wants it to go on without a service. */
    TenantDeletion askWaiver(String service, String reason, String by, Instant now) {
        var entry = awaited(service);
        if (entry.waiver() != null) {
            throw ProvisioningRefusals.waiverAsked(entry);
        }
        return replace(entry.waiver(Waiver.askedFor(reason, by, now), now));
    }

    /** Somebody else agrees. */
    TenantDeletion approveWaiver(String service, String by, Instant now) {
        var entry = awaited(service);
        var asked = askedWaiver(entry);
        if (asked.by().equals(by)) {
            throw ProvisioningRefusals.ownWaiver(service);
        }
        return replace(entry.waiver(asked.approved(by, now), now));
    }

    /** It is taken back, or not agreed to. */
    TenantDeletion declineWaiver(String service, Instant now) {
        var entry = awaited(service);
        askedWaiver(entry);
        return replace(entry.waiver(null, now));
    }

    private static Waiver askedWaiver(ServiceDeletion entry) {
        var asked = entry.waiver();
        if (asked == null) {
            throw ProvisioningRefusals.noWaiver(entry.service());
        }
        return asked;
    }

    /** The service whose word is still waited for. */
    private ServiceDeletion awaited(String service) {
        var entry = find(service).orElseThrow(() -> ProvisioningRefusals.noSuchService(service));
        if (entry.isErased()) {
            throw ProvisioningRefusals.notAwaited(entry);
        }
        return entry;
    }

    /** The tenant is deleted: nobody is asked any more. */
    TenantDeletion over() {
        return each(ServiceDeletion::over);
    }

    /** A success counts for the task however late it comes; a failure only for the attempt that is asked for now. */
    TenantDeletion report(Report report, KnownServices known, Instant now, double jitter) {
        var entry = find(report.service()).orElse(null);
        if (entry == null
                || report.task() != task
                || entry.phase().settled()
                || entry.past() > 0 && report.attempt() <= entry.past()) {
            return this;
        }
        if (!report.succeeded()) {
            return entry.phase().takesFailure() && entry.attempt() > 0 && report.attempt() == entry.attempt()
                    ? replace(entry.failed(
                            report.reason(), report.message(), known.termsOf(entry.service()), now, jitter))
                    : this;
        }
        var outcome = report.outcome();
        return replace(
                task == Task.EXPORT
                        ? entry.exported(new ExportedCopy(
                                now, Objects.requireNonNull(outcome.exportSha256()), outcome.exportBytes()))
                        : entry.erased(new Erasure(now, outcome.instance(), outcome.kept())));
    }

    TenantDeletion tick(KnownServices known, Instant now, double jitter) {
        return each(s -> {
            var due = s.phase().dueAt();
            var terms = known.termsOf(s.service());
            if (due == null || due.isAfter(now)) {
                return s;
            }
            return switch (s.phase()) {
                case Phase.Asked _ -> s.failed("TimedOut", terms.overdue(), terms, now, jitter);
                case Phase.BackingOff _ -> s.asked(terms, now);
                case Phase.Settled _, Phase.Held _ -> s;
            };
        });
    }

    TenantDeletion retry(@Nullable String service, KnownServices known, Instant now) {
        return each(s -> (service == null || s.service().equals(service)) && s.phase() instanceof Phase.BackingOff
                ? s.asked(known.termsOf(s.service()), now)
                : s);
    }

    TenantDeletion pause(Instant now) {
        return each(s -> s.phase().settled() ? s : s.held(now));
    }

    TenantDeletion resume(KnownServices known, Instant now) {
        return each(s -> s.phase().settled() ? s : s.asked(known.termsOf(s.service()), now));
    }

    /** Every service handed over its export, or need not. */
    public boolean exported() {
        return services.stream().allMatch(ServiceDeletion::isExported);
    }

    /** Every service confirmed that it erased, or need not. */
    public boolean erased() {
        return task == Task.ERASE && services.stream().allMatch(ServiceDeletion::isErased);
    }

    /** The state in one word. */
    DeletionStatus status(boolean paused) {
        if (erased()) {
            return DeletionStatus.ERASED;
        }
        if (task == Task.EXPORT && exported()) {
            return DeletionStatus.EXPORTED;
        }
        if (paused) {
            return DeletionStatus.PAUSED;
        }
        if (services.stream().anyMatch(s -> s.condition().status() == Condition.Status.FALSE)) {
            return DeletionStatus.STUCK;
        }
        return task == Task.EXPORT ? DeletionStatus.EXPORTING : DeletionStatus.ERASING;
    }

    /** How far one service is; empty when it is none of those that were fixed. */
    public Optional<ServiceDeletion> find(String service) {
        return services.stream().filter(s -> s.service().equals(service)).findFirst();
    }

    private TenantDeletion ask(boolean paused, KnownServices known, Instant now) {
        return each(s -> s.waived() ? s : paused ? s.held(now) : s.asked(known.termsOf(s.service()), now));
    }

    private TenantDeletion replace(ServiceDeletion entry) {
        return each(s -> s.service().equals(entry.service()) ? entry : s);
    }

    private TenantDeletion each(UnaryOperator<ServiceDeletion> move) {
        return new TenantDeletion(task, services.stream().map(move).toList());
    }
}
