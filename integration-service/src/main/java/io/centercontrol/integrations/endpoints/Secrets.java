package io.centercontrol.integrations.endpoints;

import io.centercontrol.outgoing.SigningSecret;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The secrets of endpoints, sealed where they lie. All but {@link #good} join the transaction that is open. */
public interface Secrets {
    /**
     * An endpoint's new secret; those before it are good until a moment.
     *
     * @param overlap until when; null for an endpoint that had none
     */
    Uni<Void> add(UUID endpoint, SigningSecret secret, @Nullable Instant overlap, Instant now);

    /** Those that a request to it is signed with at a moment, the newest first. */
    Uni<List<SigningSecret>> good(UUID endpoint, Instant now);

    /** It has none any more. */
    Uni<Void> forget(UUID endpoint);
}
