package io.centercontrol.provisioning.progress.store;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kit.sql.Rows;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A version of either history as it is read again, to be told once more.
 *
 * @param changes null in rows of before they were kept
 * @param snapshot the row as it became
 */
record ToldRow(
        UUID eventId,
        String type,
        Instant at,
        ActorRow actor,
        @Nullable String reason,
        JsonNode snapshot,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable List<FieldChange> changes) {
    <R, S> Change<S> toChange(Class<R> row, Function<R, S> model) {
        return new Change<>(
                model.apply(Rows.read(snapshot.toString(), row)), type, changes == null ? List.of() : changes);
    }

    Cause toCause() {
        return new Cause(
                new Actor(actor.id(), Actor.Kind.valueOf(actor.kind()), actor.name()),
                reason,
                correlationId,
                causationId);
    }
}
