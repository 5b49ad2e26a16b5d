package io.centercontrol.plans.subscription;

import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.plans.subscription.model.Migration;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** A running migration stops: at once, but for the few tenants that are being moved at this moment. */
@ApplicationScoped
public class StopMigration {
    private final Transactions transactions;
    private final Migrations migrations;
    private final Clock clock;

    StopMigration(Transactions transactions, Migrations migrations, Clock clock) {
        this.transactions = transactions;
        this.migrations = migrations;
        this.clock = clock;
    }

    /** Which one, and why. */
    public record Command(UUID id, String reason) {}

    /** Refuses one that is not running. */
    public Uni<Migration> run(Command command) {
        return transactions.run(() -> migrations
                .lock(command.id())
                .chain(found -> migrations
                        .save(found.stop(command.reason(), clock.instant()))
                        .chain(() -> migrations.find(command.id()))));
    }
}
