package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.Page;
import io.centercontrol.plans.subscription.Migrations.Listed;
import io.centercontrol.plans.subscription.model.Migration;
import io.centercontrol.plans.subscription.model.Migration.Step;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Someone asks how far a migration is, and with whom. */
@ApplicationScoped
public class ShowMigration {
    private final Migrations migrations;

    ShowMigration(Migrations migrations) {
        this.migrations = migrations;
    }

    /** Which one. */
    public record Command(UUID id) {}

    /**
     * Which of its tenants.
     *
     * @param step null for all
     */
    public record Tenants(
            UUID id,
            @Nullable Step step,
            int limit,
            @Nullable String cursor) {}

    /** Refuses when there is none. */
    public Uni<Migration> run(Command command) {
        return migrations.find(command.id());
    }

    /** The tenants of one that there is. */
    public Uni<Page<Listed>> run(Tenants command) {
        return migrations.tenants(command.id(), command.step(), command.limit(), command.cursor());
    }

    /** All migrations, newest first. */
    public Uni<Page<Migration>> all(int limit, @Nullable String cursor) {
        return migrations.find(limit, cursor);
    }
}
