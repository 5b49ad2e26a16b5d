package io.centercontrol.provisioning.progress;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.provisioning.progress.model.Report;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** A tenant service reports on an attempt; the last required one makes the tenant ready in the same transaction. */
@ApplicationScoped
public class TakeReport {
    private final Transactions transactions;
    private final TenantServices services;
    private final Provisionings provisionings;
    private final Clock clock;

    TakeReport(Transactions transactions, TenantServices services, Provisionings provisionings, Clock clock) {
        this.transactions = transactions;
        this.services = services;
        this.provisionings = provisionings;
        this.clock = clock;
    }

    /** What came. */
    public record Command(TenantId tenant, Report report) {}

    /** Never refuses: what is late, repeated or about nothing known changes nothing. */
    public Uni<Void> run(Command command) {
        var cause = new Cause(
                Actor.service(command.report().service()), command.report().reason(), null, null);
        return transactions.run(() -> provisionings.lock(command.tenant()).chain(found -> {
            if (found.isEmpty()) {
                return Uni.createFrom().voidItem();
            }
            var now = clock.instant();
            return services.known()
                    .chain(known -> found.get()
                            .report(command.report(), known, now, Jitter.next())
                            .<Uni<Void>>map(change -> provisionings
                                    .save(change, known.generation(), cause, now)
                                    .replaceWithVoid())
                            .orElseGet(() -> Uni.createFrom().voidItem()));
        }));
    }
}
