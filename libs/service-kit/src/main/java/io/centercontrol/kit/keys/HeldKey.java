package io.centercontrol.kit.keys;

import java.security.MessageDigest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A key that is not revoked, as an instance keeps it in memory. */
public abstract class HeldKey {
    private static final long NEVER = Long.MIN_VALUE;

    private final UUID id;
    private final byte[] hash;
    private final long expiresAt;
    private volatile long lastUsed = NEVER;

    /** One of the database. */
    protected HeldKey(Keys.Hashed<?> hashed) {
        id = hashed.key().id();
        hash = hashed.hash().clone();
        var end = hashed.key().expiresAt();
        expiresAt = end == null ? Long.MAX_VALUE : end.toEpochMilli();
    }

    /** Its id. */
    public final UUID id() {
        return id;
    }

    /** What is kept of its secret. */
    protected final byte[] hash() {
        return hash.clone();
    }

    final boolean isOf(String token) {
        return MessageDigest.isEqual(hash, Secret.hash(token));
    }

    final boolean isOver(long now) {
        return now >= expiresAt;
    }

    /** Written at most once a second: many threads ask with the same key. */
    final void use(long now) {
        if (now - 1_000 >= lastUsed || lastUsed == NEVER) {
            lastUsed = now;
        }
    }

    final @Nullable Instant lastUsed() {
        var time = lastUsed;
        return time == NEVER ? null : Instant.ofEpochMilli(time);
    }
}
