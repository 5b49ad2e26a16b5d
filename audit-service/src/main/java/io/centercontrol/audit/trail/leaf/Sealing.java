package io.centercontrol.audit.trail.leaf;

import io.centercontrol.audit.trail.leaf.SealedEntry.Opening;
import io.centercontrol.audit.trail.model.Happening;
import io.centercontrol.audit.trail.model.Target;
import io.centercontrol.audit.trail.model.Who;
import io.centercontrol.tlog.evidence.CanonicalJson;
import io.centercontrol.tlog.evidence.Commitment;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes entries. Values that were JSON stay texts: a number that a reader of JSON would round is not, and what was committed to can
 * be made again from what is kept.
 */
@Singleton
public class Sealing {
    /** What the leaves of this log look like. */
    public static final String FORMAT = "center-control/audit-entry/v1";

    /**
     * Seals an entry.
     *
     * @param recorded when it is taken into the log
     */
    public SealedEntry seal(Happening happening, Instant recorded) {
        var parts = parts(happening);
        var commitments = new LinkedHashMap<String, String>();
        parts.forEach((part, commitment) -> commitments.put(part.key(), commitment.text()));
        var leaf = new LinkedHashMap<String, Object>();
        leaf.put("format", FORMAT);
        leaf.put("id", happening.eventId().toString());
        leaf.put("topic", happening.topic());
        leaf.put("key", text(happening.key()));
        leaf.put("version", Long.toString(happening.version()));
        leaf.put("action", happening.action());
        leaf.put("category", happening.category().name());
        leaf.put("outcome", happening.outcome().name());
        leaf.put("happened", happening.happened().toString());
        leaf.put("recorded", recorded.toString());
        leaf.put("service", happening.service());
        if (happening.count() > 1) {
            leaf.put("count", Long.toString(happening.count()));
        }
        put(
                leaf,
                "tenant",
                happening.tenant() == null ? null : happening.tenant().toString());
        put(leaf, "correlation", happening.correlation());
        put(leaf, "causation", happening.causation());
        put(leaf, "trace", happening.trace());
        leaf.put("targets", happening.targets().stream().map(Sealing::target).toList());
        leaf.put("commitments", commitments);
        var openings = new EnumMap<Part, Opening>(Part.class);
        parts.forEach((part, commitment) -> openings.put(
                part,
                new Opening(
                        Base64.getUrlEncoder().withoutPadding().encodeToString(commitment.salt()),
                        commitment.value())));
        return new SealedEntry(happening, CanonicalJson.write(leaf), openings);
    }

    private static Map<Part, Commitment> parts(Happening happening) {
        var parts = new EnumMap<Part, Commitment>(Part.class);
        if (happening.who() != null) {
            parts.put(Part.ACTOR, commit(Part.ACTOR, actor(happening.who())));
        }
        if (happening.reason() != null) {
            parts.put(Part.REASON, commit(Part.REASON, text(happening.reason())));
        }
        if (!happening.changes().isEmpty()) {
            parts.put(
                    Part.CHANGES,
                    commit(
                            Part.CHANGES,
                            happening.changes().stream()
                                    .map(change -> {
                                        var one = new LinkedHashMap<String, Object>();
                                        one.put("path", text(change.path()));
                                        put(one, "before", change.before());
                                        put(one, "after", change.after());
                                        return one;
                                    })
                                    .toList()));
        }
        if (!happening.detail().isEmpty()) {
            var detail = new LinkedHashMap<String, Object>();
            happening.detail().forEach((name, value) -> detail.put(text(name), text(value)));
            parts.put(Part.DETAIL, commit(Part.DETAIL, detail));
        }
        return parts;
    }

    private static Commitment commit(Part part, Object value) {
        return Commitment.to(part.key(), value);
    }

    private static Map<String, Object> target(Target target) {
        return Map.of("type", text(target.type()), "id", text(target.id()));
    }

    private static Map<String, Object> actor(Who who) {
        var actor = new LinkedHashMap<String, Object>();
        actor.put("kind", who.kind());
        put(actor, "id", who.id());
        put(actor, "name", who.name());
        put(actor, "issuer", who.issuer());
        put(actor, "onBehalfOf", who.onBehalfOf());
        put(actor, "address", who.address());
        put(actor, "client", who.client());
        if (!who.roles().isEmpty()) {
            actor.put(
                    "roles", List.copyOf(who.roles().stream().map(Sealing::text).toList()));
        }
        return actor;
    }

    private static void put(Map<String, Object> members, String name, @Nullable String value) {
        if (value != null) {
            members.put(name, text(value));
        }
    }

    /** U+0000 and halves of surrogate pairs are what PostgreSQL or UTF-8 cannot keep, and so nothing that can be committed to. */
    private static String text(String text) {
        return text.codePoints()
                .map(c -> c == 0 || (c >= 0xD800 && c <= 0xDFFF) ? 0xFFFD : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
