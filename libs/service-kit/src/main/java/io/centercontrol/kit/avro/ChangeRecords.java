package io.centercontrol.kit.avro;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.events.Actor;
import io.centercontrol.events.ActorKind;
import io.centercontrol.events.Change;
import io.centercontrol.events.FieldChange;
import io.centercontrol.kernel.Cause;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The {@code change} record that every state event carries beside the aggregate. */
@ApplicationScoped
public class ChangeRecords {
    private final ObjectMapper json;

    ChangeRecords(ObjectMapper json) {
        this.json = json;
    }

    /**
     * What happened, as Avro.
     *
     * @param aggregateId the record's key
     * @param version the aggregate's version after the change
     * @param time when it was decided
     */
    public Change of(
            UUID eventId,
            String aggregateId,
            long version,
            io.centercontrol.kernel.Change<?> change,
            Cause cause,
            Instant time) {
        var actor = cause.actor();
        return Change.newBuilder()
                .setEventId(eventId)
                .setAggregateId(aggregateId)
                .setVersion(version)
                .setType(change.type())
                .setTime(time)
                .setActor(new Actor(actor.id(), ActorKind.valueOf(actor.kind().name()), actor.name()))
                .setReason(cause.reason())
                .setCorrelationId(cause.correlationId())
                .setCausationId(cause.causationId())
                .setChanges(change.fields().stream()
                        .map(field -> new FieldChange(field.path(), text(field.before()), text(field.after())))
                        .toList())
                .build();
    }

    private @Nullable String text(@Nullable Object value) {
        try {
            return value == null ? null : json.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a field's value can always be written", e);
        }
    }
}
