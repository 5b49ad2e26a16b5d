package io.centercontrol.audit.stream;

import io.centercontrol.outgoing.SigningSecret;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The secrets of streams, sealed where they lie. */
public interface StreamSecrets {
    /**
     * A stream's new secret, in the open transaction; those before it are good until a moment.
     *
     * @param overlap until when; null for a stream that had none
     */
    Uni<Void> add(UUID stream, SigningSecret secret, @Nullable Instant overlap, Instant now);

    /** Those that a request is signed with at a moment, the newest first. */
    Uni<List<SigningSecret>> good(UUID stream, Instant now);
}
