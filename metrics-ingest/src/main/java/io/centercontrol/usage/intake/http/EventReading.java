package io.centercontrol.usage.intake.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import io.centercontrol.kernel.WellFormed;
import io.centercontrol.usage.intake.TakeEvents;
import io.centercontrol.usage.intake.model.Draft;
import io.centercontrol.usage.intake.model.IntakeRefusals;
import io.centercontrol.usage.intake.model.Scalar;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What stands in a request's body, as events that came; what is wrong with one is told with its place. */
final class EventReading {
    /** Attributes that are looked at; others are extensions, which nobody here knows. */
    private static final List<String> ATTRIBUTES =
            List.of("specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data_base64");

    private final ObjectMapper json;
    private final List<Draft> drafts = new ArrayList<>();
    private final List<Violation> found = new ArrayList<>();

    EventReading(ObjectMapper json) {
        this.json = json;
    }

    /** The events, as far as they could be read. */
    List<Draft> drafts() {
        return drafts;
    }

    /** What is wrong with the others. */
    List<Violation> found() {
        return found;
    }

    /** Reads events that stand in the body whole; refuses when it is not what its form says. */
    void structured(EventForm form, byte[] body) {
        var tree = tree(body);
        var isList = tree.isArray();
        if (form == EventForm.SINGLE && isList) {
            throw refused(
                    "NOT_AN_EVENT", "One event is a JSON object; send a list as application/cloudevents-batch+json.");
        }
        if (form == EventForm.BATCH && !isList) {
            throw refused("NOT_A_BATCH", "A batch is a JSON array; send one event as application/cloudevents+json.");
        }
        if (!isList) {
            event("", tree);
            return;
        }
        if (tree.size() > TakeEvents.MOST) {
            throw IntakeRefusals.tooMany(TakeEvents.MOST);
        }
        for (var at = 0; at < tree.size(); at++) {
            event("/" + at, tree.get(at));
        }
    }

    /** Reads one event whose attributes came beside its data. */
    void binary(Map<String, String> attributes, byte[] body) {
        drafts.add(new Draft("", attributes, body.length == 0 ? Map.of() : data(tree(body))));
    }

    private void event(String pointer, JsonNode tree) {
        if (!tree.isObject()) {
            found.add(new Violation(pointer, "NOT_AN_EVENT", "An event is a JSON object."));
            return;
        }
        var attributes = new HashMap<String, String>();
        for (var name : ATTRIBUTES) {
            var value = tree.get(name);
            if (value != null && value.isTextual()) {
                attributes.put(name, value.textValue());
            } else if (value != null && !value.isNull()) {
                found.add(new Violation(pointer + "/" + name, "NOT_A_TEXT", "The attribute '" + name + "' is a text."));
            }
        }
        var data = tree.get("data");
        drafts.add(new Draft(pointer, attributes, data == null || data.isNull() ? Map.of() : data(data)));
    }

    private static @Nullable Map<String, Scalar> data(JsonNode tree) {
        if (!tree.isObject()) {
            return null;
        }
        var members = new HashMap<String, Scalar>();
        tree.properties().forEach(member -> {
            var value = scalar(member.getValue());
            if (value != null) {
                members.put(member.getKey(), value);
            }
        });
        return members;
    }

    private static @Nullable Scalar scalar(JsonNode value) {
        return switch (value.getNodeType()) {
            case STRING -> new Scalar(value.textValue(), Scalar.Kind.TEXT);
            case NUMBER ->
                new Scalar(value.asText(), value.isIntegralNumber() ? Scalar.Kind.WHOLE : Scalar.Kind.FRACTION);
            case BOOLEAN -> new Scalar(value.asText(), Scalar.Kind.TRUTH);
            case OBJECT, ARRAY -> new Scalar("", Scalar.Kind.NESTED);
            case NULL, MISSING, BINARY, POJO -> null;
        };
    }

    private JsonNode tree(byte[] body) {
        var flaw = WellFormed.flaw(body);
        if (flaw != null) {
            throw refused(
                    "INVALID_JSON",
                    flaw == WellFormed.Flaw.NOT_UTF8
                            ? "The body is not UTF-8."
                            : "A text in the body has one half of a surrogate pair, which is no character.");
        }
        try {
            var tree = json.readTree(body);
            if (tree.isMissingNode()) {
                throw refused("INVALID_JSON", "The body is empty.");
            }
            return tree;
        } catch (StreamConstraintsException e) {
            throw refused("INVALID_JSON", "The body is nested too deep, or a number or a name in it is too long.");
        } catch (JsonProcessingException e) {
            var at = e.getLocation();
            throw refused(
                    "INVALID_JSON",
                    "The body is no JSON in which each name stands once, at line %d, column %d."
                            .formatted(at == null ? 0 : at.getLineNr(), at == null ? 0 : at.getColumnNr()));
        } catch (IOException e) {
            throw new UncheckedIOException("bytes in memory can be read", e);
        }
    }

    private static RuntimeException refused(String code, String message) {
        return Refusal.Invalid.of("", code, message).asException();
    }
}
