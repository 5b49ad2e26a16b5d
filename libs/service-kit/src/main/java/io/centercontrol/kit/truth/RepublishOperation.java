package io.centercontrol.kit.truth;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A republish that was ordered.
 *
 * @param total how many aggregates there were when it was ordered
 * @param done how many were sent
 * @param failed how many of the done ones could not be sent
 */
record RepublishOperation(
        UUID id,
        ScopeKind scope,
        @Nullable String aggregateId,
        @Nullable Integer bucket,
        String topics,
        String reason,
        String actorId,
        @Nullable String actorName,
        State state,
        long total,
        long done,
        long failed,
        @Nullable String lastFailure,
        int atTopic,
        String afterId,
        Instant startedAt,
        Instant updatedAt,
        @Nullable Instant endedAt) {

    /** How far it is. */
    enum State {
        RUNNING,
        DONE
    }

    /** The name of a scope. */
    enum ScopeKind {
        ONE,
        BUCKET,
        ALL
    }

    Scope which() {
        return switch (scope) {
            case ONE -> new Scope.One(String.valueOf(aggregateId));
            case BUCKET -> new Scope.Bucket(bucket == null ? 0 : bucket);
            case ALL -> new Scope.All();
        };
    }

    List<String> topicNames() {
        return List.of(topics.split(","));
    }
}
