package io.centercontrol.tenants.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A deletion on its way, or done.
 *
 * @param requestedAt when it was scheduled
 * @param dueAt end of the grace; until the deletion has begun it can be cancelled
 * @param begunAt when the tenant services were first asked for their exports
 * @param deletedAt when the last of them had erased what it held
 * @param purgedAt when the tombstone was sent
 */
public record Deletion(
        Instant requestedAt,
        Instant dueAt,
        @Nullable Instant begunAt,
        @Nullable Instant deletedAt,
        @Nullable Instant purgedAt) {
    /** A deletion that has been asked for and nothing more. */
    static Deletion scheduled(Instant now, Instant dueAt) {
        return new Deletion(now, dueAt, null, null, null);
    }

    Deletion begun(Instant now) {
        return new Deletion(requestedAt, dueAt, now, deletedAt, purgedAt);
    }

    Deletion done(Instant now) {
        return new Deletion(requestedAt, dueAt, begunAt, now, purgedAt);
    }

    Deletion purged(Instant now) {
        return new Deletion(requestedAt, dueAt, begunAt, deletedAt, now);
    }
}
