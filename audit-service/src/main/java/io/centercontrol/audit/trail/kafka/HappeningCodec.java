package io.centercontrol.audit.trail.kafka;

import io.centercontrol.audit.trail.TrailConfig;
import io.centercontrol.audit.trail.model.Category;
import io.centercontrol.audit.trail.model.ChangedField;
import io.centercontrol.audit.trail.model.Happening;
import io.centercontrol.audit.trail.model.Outcome;
import io.centercontrol.audit.trail.model.Target;
import io.centercontrol.audit.trail.model.Who;
import io.centercontrol.events.audit.AuditEvent;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.avro.UnreadableException;
import io.centercontrol.kit.inbox.EventHeaders;
import io.centercontrol.schemas.Contract;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * A record as something that happened. Of a state topic no type is known: what happened is told by its headers, and who did it,
 * why, and what is other than it was, by the {@code change} in it. A tombstone has nothing but headers.
 */
@Singleton
class HappeningCodec {
    private final AvroWire wire;
    private final TrailConfig config;
    private final String prefix;

    HappeningCodec(
            AvroWire wire, TrailConfig config, @ConfigProperty(name = "cc.topics.prefix") Optional<String> prefix) {
        this.wire = wire;
        this.config = config;
        this.prefix = prefix.orElse("");
    }

    /** Fails when the record is none that our services write. */
    Uni<Happening> decode(ConsumerRecord<String, byte[]> record) {
        var headers = EventHeaders.of(record);
        var topic = record.topic().substring(record.topic().startsWith(prefix) ? prefix.length() : 0);
        if (topic.equals(Contract.AUDIT.name())) {
            return wire.decode(record.value(), AuditEvent.class)
                    .map(event -> event(topic, record.key(), headers, event));
        }
        return record.value() == null
                ? Uni.createFrom().item(() -> change(topic, record.key(), headers, null))
                : wire.decode(record.value()).map(read -> change(topic, record.key(), headers, changeOf(read)));
    }

    private static GenericRecord changeOf(GenericRecord read) {
        if (read.hasField("change") && read.get("change") instanceof GenericRecord change) {
            return change;
        }
        throw new UnreadableException("a state event says what happened in 'change'", null);
    }

    private Happening change(String topic, String key, EventHeaders headers, @Nullable GenericRecord change) {
        return new Happening(
                headers.eventId(),
                topic,
                key,
                headers.version(),
                headers.type(),
                config.billing().contains(topic) ? Category.BILLING : Category.CHANGE,
                Outcome.DONE,
                headers.time(),
                1,
                headers.source(),
                headers.tenant(),
                List.of(new Target(headers.type().substring(0, headers.type().indexOf('.')), key)),
                change == null ? null : text(change, "correlationId"),
                change == null ? null : text(change, "causationId"),
                headers.traceId(),
                change == null ? null : who(change),
                change == null ? null : text(change, "reason"),
                change == null ? List.of() : changes(change),
                Map.of(),
                change == null);
    }

    private static @Nullable Who who(GenericRecord change) {
        return change.hasField("actor") && change.get("actor") instanceof GenericRecord actor
                ? Who.of(text(actor, "id"), String.valueOf(actor.get("kind")), text(actor, "name"))
                : null;
    }

    private static List<ChangedField> changes(GenericRecord change) {
        var fields = new ArrayList<ChangedField>();
        if (change.hasField("changes") && change.get("changes") instanceof Collection<?> all) {
            for (var one : all) {
                var field = (GenericRecord) one;
                fields.add(new ChangedField(
                        String.valueOf(field.get("path")), text(field, "before"), text(field, "after")));
            }
        }
        return fields;
    }

    private static @Nullable String text(GenericRecord record, String field) {
        var value = record.hasField(field) ? record.get(field) : null;
        return value == null ? null : value.toString();
    }

    private static Happening event(String topic, String key, EventHeaders headers, AuditEvent event) {
        var actor = event.getActor();
        var detail = new TreeMap<>(event.getDetail());
        var request = event.getRequest();
        if (request != null) {
            detail.put(
                    "request",
                    "\"%s %s%s\""
                            .formatted(
                                    request.getMethod(),
                                    request.getPath().replace("\\", "\\\\").replace("\"", "\\\""),
                                    request.getStatus() == null ? "" : " " + request.getStatus()));
        }
        if (event.getLastTime() != null) {
            detail.put("lastTime", "\"" + event.getLastTime() + "\"");
        }
        detail.put("instance", "\"" + event.getService().getInstance() + "\"");
        detail.put("serviceVersion", "\"" + event.getService().getVersion() + "\"");
        return new Happening(
                headers.eventId(),
                topic,
                key,
                headers.version(),
                headers.type(),
                Category.valueOf(event.getCategory().name()),
                Outcome.valueOf(event.getOutcome().name()),
                headers.time(),
                Math.max(1, event.getCount()),
                event.getService().getName(),
                headers.tenant(),
                event.getTargets().stream()
                        .map(target -> new Target(target.getType(), target.getId()))
                        .toList(),
                event.getCorrelationId(),
                event.getCausationId(),
                headers.traceId(),
                new Who(
                        actor.getSubject(),
                        actor.getKind().name(),
                        actor.getName(),
                        actor.getIssuer(),
                        actor.getRoles(),
                        actor.getOnBehalfOf(),
                        actor.getAddress(),
                        actor.getClient()),
                event.getReason(),
                List.of(),
                detail,
                false);
    }
}
