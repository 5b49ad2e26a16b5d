package io.centercontrol.kit.rest;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;

/** What writes of a service lead to by and by; {@link WaitsFor} names it at each of them. */
public interface OwnGoal {
    /** The word that it is waited for by. */
    String word();

    /**
     * Looks whether it is so.
     *
     * @param answer what the write answered
     */
    Uni<Sight> look(JsonNode answer);

    /**
     * What is seen of it.
     *
     * @param body what the write would answer now
     * @param version the version of what that tells of
     */
    record Sight(boolean reached, Object body, long version) {}
}
