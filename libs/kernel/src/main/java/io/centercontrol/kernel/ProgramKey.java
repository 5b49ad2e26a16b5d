package io.centercontrol.kernel;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A long-lived credential of a program that can send nothing but a static header, without its secret. */
public interface ProgramKey extends Aggregate {
    /** Its id, which also stands in its secret. */
    UUID id();

    /** It is refused from then on; null when it has no end. */
    @Nullable
    Instant expiresAt();

    /** When it was revoked; null when it was not. */
    @Nullable
    Instant revokedAt();

    @Override
    default String aggregateId() {
        return id().toString();
    }
}
