package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.provisioning.progress.model.Provisioning;
import io.centercontrol.provisioning.progress.model.Report;
import io.centercontrol.provisioning.progress.model.Task;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/**
 * A tenant service reports on an attempt; the last required one makes the tenant ready in the same transaction. A report of
 * an export counts only when that very export is stored here.
 */
@ApplicationScoped
public class TakeReport {
    private final Transactions transactions;
    private final TenantServices services;
    private final Provisionings provisionings;
    private final Exports exports;
    private final Clock clock;

    TakeReport(
            Transactions transactions,
            TenantServices services,
            Provisionings provisionings,
            Exports exports,
            Clock clock) {
        this.transactions = transactions;
        this.services = services;
        this.provisionings = provisionings;
        this.exports = exports;
        this.clock = clock;
    }

    /** What came. */
    public record Command(TenantId tenant, Report report) {}

    /** Never refuses: what is late, repeated or about nothing known changes nothing. */
    public Uni<Void> run(Command command) {
        var now = clock.instant();
        var cause = new Cause(
                Actor.service(command.report().service()), command.report().reason(), null, null);
        return transactions.run(() -> checked(command)
                .chain(report -> services.known()
                        .chain(known -> provisionings.put(
                                command.tenant(),
                                known.generation(),
                                cause,
                                found -> found == null
                                        ? null
                                        : found.report(report, known, now, Jitter.next())
                                                .orElse(null))))
                .chain(written -> written.map(
                                one -> follow(one, command.report().service(), now))
                        .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    private Uni<Report> checked(Command command) {
        var report = command.report();
        if (report.task() != Task.EXPORT || !report.succeeded()) {
            return Uni.createFrom().item(report);
        }
        var sha256 = report.outcome().exportSha256();
        return sha256 == null
                ? Uni.createFrom().item(report.unproven())
                : exports.bytes(command.tenant(), report.service(), sha256)
                        .map(bytes -> bytes.map(report::proven).orElseGet(report::unproven));
    }

    private Uni<Void> follow(Written<Provisioning> written, String service, Instant now) {
        var before = written.before();
        if (before == null || written.change() == null) {
            return Uni.createFrom().voidItem();
        }
        var after = written.kept().state();
        return settleExport(before, after, service)
                .chain(() -> after.erased() && !before.erased()
                        ? exports.erased(after.tenant(), now)
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> settleExport(Provisioning before, Provisioning after, String service) {
        return after.exportOf(service)
                .filter(copy -> before.exportOf(service).isEmpty())
                .map(copy -> exports.settle(after.tenant(), service, copy.sha256()))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }
}
