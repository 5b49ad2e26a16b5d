package io.centercontrol.plans.subscription;

import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.plans.subscription.model.Migration;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;

/** A migration that was looked at begins, or one that stopped goes on where it was; what failed is tried again. */
@ApplicationScoped
public class StartMigration {
    private final Transactions transactions;
    private final Migrations migrations;
    private final Clock clock;

    StartMigration(Transactions transactions, Migrations migrations, Clock clock) {
        this.transactions = transactions;
        this.migrations = migrations;
        this.clock = clock;
    }

    /** Which one. */
    public record Command(UUID id) {}

    /** Refuses one that is running or done. */
    public Uni<Migration> run(Command command) {
        return transactions.run(() -> migrations
                .lock(command.id())
                .chain(found -> migrations
                        .save(found.start(clock.instant()))
                        .chain(() -> migrations.retry(command.id()))
                        .chain(() -> migrations.find(command.id()))));
    }
}
