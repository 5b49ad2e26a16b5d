package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.plans.subscription.model.Entitled;
import io.centercontrol.plans.subscription.model.Migration;
import io.centercontrol.plans.subscription.model.Migration.Conflict;
import io.centercontrol.plans.subscription.model.Migration.Step;
import io.centercontrol.plans.subscription.model.ValueChange;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where migrations are kept. */
public interface Migrations {
    /**
     * One tenant of a migration.
     *
     * @param message what went wrong; null when nothing did
     * @param changes what it sees change; null for what is common
     * @param eventId the event that told of its move
     */
    record Item(
            TenantId tenant,
            Step step,
            @Nullable Conflict conflict,
            @Nullable String message,
            @Nullable List<ValueChange> changes,
            @Nullable UUID eventId) {}

    /** A tenant of a migration in a list, with its names as far as they are known. */
    record Listed(
            Item item, @Nullable String slug, @Nullable String name) {}

    /**
     * Keeps a new migration with all tenants that have its plan now. Those that have nothing but their plan are as one.
     *
     * @param others what is to be done with one that has more
     */
    Uni<Migration> preview(Migration migration, Function<Entitled, Item> others);

    /** One migration, locked; refuses when there is none. */
    Uni<Migration> lock(UUID id);

    /** The oldest one that runs, locked; null when none does, or somebody else holds it. */
    Uni<Optional<Migration>> lockRunning();

    /** Keeps its state. */
    Uni<Void> save(Migration migration);

    /** Those that failed are pending again. */
    Uni<Void> retry(UUID id);

    /** Some tenants that are pending, in the order of their ids. */
    Uni<List<TenantId>> pending(UUID id, int most);

    /** Takes note of what was done with these. */
    Uni<Void> done(UUID id, List<Item> items);

    /** One migration; refuses when there is none. */
    Uni<Migration> find(UUID id);

    /** All of them, newest first. */
    Uni<Page<Migration>> find(int limit, @Nullable String cursor);

    /** Its tenants, or those that are so far, in the order of their ids. */
    Uni<Page<Listed>> tenants(UUID id, @Nullable Step step, int limit, @Nullable String cursor);
}
