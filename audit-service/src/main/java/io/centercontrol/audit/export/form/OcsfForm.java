package io.centercontrol.audit.export.form;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.centercontrol.audit.trail.http.EntryView;
import io.centercontrol.audit.trail.http.EntryView.ActorView;
import io.centercontrol.audit.trail.model.Category;
import io.centercontrol.audit.trail.model.Outcome;
import java.time.DateTimeException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An entry in the words of OCSF 1.3, as {@code docs/audit.md} has them: a line of JSON for each. */
public final class OcsfForm implements Form {
    private static final String VERSION = "1.3.0";
    private static final int ENTITY_MANAGEMENT = 3004;
    private static final int API_ACTIVITY = 6003;
    private static final int INFORMATIONAL = 1;
    private static final int OTHER = 99;

    @Override
    public String begin() {
        return "";
    }

    @Override
    public String line(EntryView entry) {
        return event(entry) + "\n";
    }

    /** One as an object. */
    public static ObjectNode event(EntryView entry) {
        var isChange = entry.category() == Category.CHANGE || entry.category() == Category.BILLING;
        var type = isChange ? ENTITY_MANAGEMENT : API_ACTIVITY;
        var activity = activity(entry.action(), isChange);
        var event = JsonNodeFactory.instance.objectNode();
        event.put("class_uid", type)
                .put("category_uid", type / 1_000)
                .put("activity_id", activity)
                .put("type_uid", type * 100L + activity)
                .put("severity_id", INFORMATIONAL)
                .put("time", entry.happenedAt().toEpochMilli())
                .put("count", entry.count())
                .put("message", entry.sentence())
                .put("status_id", status(entry.outcome()));
        if (entry.count() > 1) {
            event.put("start_time", entry.happenedAt().toEpochMilli());
            var last = lastTime(entry);
            if (last != null) {
                event.put("end_time", last.toEpochMilli());
            }
        }
        put(event, "status_detail", statusDetail(entry, isChange));
        put(event, "comment", isChange ? entry.reason() : null);
        metadata(event.putObject("metadata"), entry);
        actor(event, entry, isChange);
        var api = event.putObject("api").put("operation", entry.action());
        api.putObject("service").put("name", entry.service());
        things(event, entry, isChange);
        unmapped(event.putObject("unmapped"), entry);
        return event;
    }

    private static int activity(String action, boolean isChange) {
        var found = switch (action.substring(action.lastIndexOf('.') + 1)) {
            case "created", "registered", "issued" -> 1;
            case "read", "listed", "shown", "downloaded" -> 2;
            case "deleted", "revoked", "archived" -> 4;
            case "enabled" -> isChange ? 8 : OTHER;
            case "disabled" -> isChange ? 9 : OTHER;
            case "suspended" -> isChange ? 12 : OTHER;
            case "reinstated" -> isChange ? 13 : OTHER;
            default -> 0;
        };
        return found != 0 ? found : isChange ? 3 : OTHER;
    }

    private static int status(Outcome outcome) {
        return switch (outcome) {
            case DONE -> 1;
            case REFUSED, FAILED -> 2;
            case UNKNOWN -> 0;
        };
    }

    private static @Nullable String statusDetail(EntryView entry, boolean isChange) {
        var why = isChange ? null : entry.reason();
        return switch (entry.outcome()) {
            case DONE -> why;
            case REFUSED, FAILED, UNKNOWN -> why == null ? entry.outcome().name() : entry.outcome() + ": " + why;
        };
    }

    private static @Nullable Instant lastTime(EntryView entry) {
        var last = entry.detail().get("lastTime");
        try {
            return last == null ? null : Instant.parse(last.replace("\"", ""));
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static void metadata(ObjectNode metadata, EntryView entry) {
        metadata.put("version", VERSION)
                .put("uid", entry.eventId().toString())
                .put("logged_time", entry.recordedAt().toEpochMilli());
        put(metadata, "correlation_uid", entry.correlationId());
        put(metadata, "tenant_uid", entry.tenantId());
        metadata.putObject("product").put("name", entry.service()).put("vendor_name", "Center Control");
    }

    /** Both classes demand an actor, and an API Activity where it came from; where nobody knows, it is the service that says so. */
    private static void actor(ObjectNode event, EntryView entry, boolean isChange) {
        var who = entry.actor();
        var actor = event.putObject("actor");
        if (who == null || who.id() == null && who.name() == null) {
            actor.put("app_name", entry.service());
        } else {
            user(actor.putObject("user"), who);
        }
        if (who != null) {
            if (who.issuer() != null) {
                actor.putObject("idp").put("uid", who.issuer());
            }
            put(actor, "invoked_by", who.onBehalfOf());
            if (who.client() != null) {
                event.putObject("http_request").put("user_agent", who.client());
            }
        }
        var address = who == null ? null : who.address();
        if (address != null) {
            event.putObject("src_endpoint").put("ip", address);
        } else if (!isChange) {
            event.putObject("src_endpoint").put("svc_name", entry.service());
        }
    }

    private static void user(ObjectNode user, ActorView who) {
        put(user, "uid", who.id());
        put(user, "name", who.name());
        user.put(
                "type_id",
                switch (who.kind()) {
                    case "USER" -> 1;
                    case "SERVICE" -> 3;
                    default -> 0;
                });
        if (!who.roles().isEmpty()) {
            var groups = user.putArray("groups");
            who.roles().forEach(role -> groups.addObject().put("name", role));
        }
    }

    private static void things(ObjectNode event, EntryView entry, boolean isChange) {
        if (!isChange) {
            var resources = event.putArray("resources");
            entry.targets()
                    .forEach(target ->
                            resources.addObject().put("type", target.type()).put("uid", target.id()));
            return;
        }
        var entity = event.putObject("entity");
        if (!entry.targets().isEmpty()) {
            var first = entry.targets().getFirst();
            entity.put("type", first.type()).put("uid", first.id());
        }
        if (!entry.changes().isEmpty()) {
            var after = event.putObject("entity_result").putObject("data");
            entry.changes().forEach(change -> after.put(change.path(), change.after()));
        }
    }

    private static void unmapped(ObjectNode unmapped, EntryView entry) {
        unmapped.put("index", entry.index())
                .put("topic", entry.topic())
                .put("key", entry.key())
                .put("version", entry.version())
                .put("category", entry.category().name());
        put(unmapped, "causation", entry.causationId());
        put(unmapped, "trace_id", entry.traceId());
        if (!entry.changes().isEmpty()) {
            var changes = unmapped.putArray("changes");
            entry.changes()
                    .forEach(change -> changes.addObject()
                            .put("path", change.path())
                            .put("before", change.before())
                            .put("after", change.after()));
        }
        if (!entry.detail().isEmpty()) {
            var detail = unmapped.putObject("detail");
            entry.detail().forEach(detail::put);
        }
        var erased = entry.erased();
        if (erased != null) {
            var told = unmapped.putObject("erased").put("at", erased.at().toString());
            put(told, "certificate", erased.certificate());
        }
        var purged = entry.purged();
        if (purged != null) {
            put(unmapped.putObject("purged").put("at", purged.at().toString()), "purge", purged.purge());
        }
    }

    private static void put(ObjectNode node, String name, @Nullable Object value) {
        if (value != null) {
            node.put(name, value.toString());
        }
    }
}
