package io.centercontrol.kit.aggregate;

import io.centercontrol.events.Change;
import io.centercontrol.kernel.Aggregate;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.outbox.OutboxEvent;
import io.centercontrol.schemas.Contract;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** Changes of an aggregate as the Avro records of its topic: the whole aggregate, and what happened to it. */
public abstract class AggregateCodec<S extends Aggregate> implements EventEncoder<S> {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final CodecTools tools;
    private final Contract.Topic topic;

    /** For a hall's Kafka door. */
    protected AggregateCodec(CodecTools tools, Contract.Topic topic) {
        this.tools = tools;
        this.topic = topic;
    }

    /** Before anything can be decided: nothing is accepted that could not be told. */
    void prepare(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) StartupEvent start) {
        tools.wire().prepareNow(topic, PATIENCE);
    }

    /** The aggregate as its topic has it, with what happened; null when its last event is a tombstone. */
    protected abstract @Nullable SpecificRecord record(Change what, S state);

    /** The type of the tombstone that ends one for good; of what is never ended there is none. */
    protected String erased() {
        throw new UnsupportedOperationException("nothing ends on " + topic.name());
    }

    /** The tenant that it is about; null when it is about none. */
    protected @Nullable TenantId tenant(S state) {
        return null;
    }

    @Override
    public final OutboxEvent encode(UUID eventId, io.centercontrol.kernel.Change<S> change, Cause cause) {
        var next = change.next();
        var what = tools.changes().of(eventId, next.aggregateId(), next.version(), change, cause, next.updatedAt());
        return event(eventId, change.type(), next, next.version(), next.updatedAt(), record(what, next));
    }

    @Override
    public final OutboxEvent erased(UUID eventId, S last, Instant now) {
        return event(eventId, erased(), last, last.version() + 1, now, null);
    }

    private OutboxEvent event(
            UUID eventId, String type, S state, long version, Instant time, @Nullable SpecificRecord record) {
        var tenant = tenant(state);
        return new OutboxEvent(
                eventId,
                tools.wire().name(topic),
                state.aggregateId(),
                type,
                tenant == null ? null : tenant.value(),
                version,
                tools.source(),
                time,
                record == null ? null : tools.wire().encode(topic, record));
    }
}
