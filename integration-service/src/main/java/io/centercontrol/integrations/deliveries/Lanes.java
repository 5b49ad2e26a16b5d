package io.centercontrol.integrations.deliveries;

import io.centercontrol.integrations.deliveries.model.Outcome;
import io.centercontrol.outgoing.model.Attempt;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What waits for each endpoint, and who sends it. */
public interface Lanes {
    /** Leases endpoints to which something is due; passes over those that others work for. */
    Uni<List<Lane>> lease(UUID lease, Instant now, Duration holds, int most);

    /** What is due at an endpoint, in its order; of an ordered one nothing that has an elder of the same subject waiting. */
    Uni<List<Due>> due(UUID endpoint, boolean ordered, Instant now, int most);

    /**
     * Takes note of an attempt, in a transaction of its own; of a delivery that somebody else has gone on with, nothing.
     *
     * @return how many failures in a row the endpoint has now
     */
    Uni<Integer> record(Lane lane, Due due, Attempt attempt, Outcome outcome, Instant now);

    /**
     * Gives an endpoint back, unless another one has it by now.
     *
     * @param notBefore it is left alone until then
     */
    Uni<Void> release(Lane lane, boolean ordered, Instant notBefore);

    /** When something becomes due at any endpoint. */
    Uni<Optional<Instant>> next();
}
