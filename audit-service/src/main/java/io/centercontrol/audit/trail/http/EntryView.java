package io.centercontrol.audit.trail.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.audit.trail.Entry;
import io.centercontrol.audit.trail.leaf.Part;
import io.centercontrol.audit.trail.model.Category;
import io.centercontrol.audit.trail.model.Outcome;
import io.centercontrol.audit.trail.model.Target;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An entry as clients see it.
 *
 * @param eventId what it is found by
 * @param index its place in the log, from 0
 * @param sentence what it says, for people
 * @param count how many times, if several are told as one
 * @param key the aggregate; of what is no change of one, the service
 * @param version the aggregate's version; of what is no change, the event's number
 * @param actor who did it; null when that is not known
 * @param reason why; null when nothing was said, or it is erased
 * @param changes what is other than it was
 * @param detail what else belongs to it
 * @param erased that what was personal in it is gone with its tenant; null while it is kept
 * @param purged that it is gone since its time was over; null while it is kept
 */
@Schema(name = "AuditEntryView")
public record EntryView(
        UUID eventId,
        long index,
        String sentence,
        String action,
        Category category,
        Outcome outcome,
        Instant happenedAt,
        Instant recordedAt,
        long count,
        String service,
        String topic,
        String key,
        long version,
        @Nullable UUID tenantId,
        List<TargetView> targets,
        @Nullable ActorView actor,
        @Nullable String reason,
        List<ChangeView> changes,
        Map<String, String> detail,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String traceId,
        @Nullable ErasedView erased,
        @Nullable PurgedView purged) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * What it was done to.
     *
     * @param type of the thing, as the glossary calls it
     */
    @Schema(name = "AuditTargetView")
    public record TargetView(String type, String id) {}

    /**
     * Who did it.
     *
     * @param id the token's subject, or the service that acted by itself; null when nobody proved to be anybody
     * @param kind USER, SERVICE or UNKNOWN
     * @param issuer who vouches for the id
     * @param roles of the token
     * @param onBehalfOf for whom
     * @param address of the network
     * @param client the program
     */
    @Schema(name = "AuditActorView")
    public record ActorView(
            @Nullable String id,
            String kind,
            @Nullable String name,
            @Nullable String issuer,
            List<String> roles,
            @Nullable String onBehalfOf,
            @Nullable String address,
            @Nullable String client) {}

    /**
     * A field that is other than it was.
     *
     * @param path JSON pointer into the aggregate
     * @param before as JSON text; null when there was none
     * @param after as JSON text; null when there is none any more
     */
    @Schema(name = "AuditChangeView")
    public record ChangeView(
            String path, @Nullable String before, @Nullable String after) {}

    /**
     * Why something is not here.
     *
     * @param at when it was erased
     * @param certificate id of the deletion certificate that says so; null until it is signed
     */
    @Schema(name = "AuditErasureView")
    public record ErasedView(Instant at, @Nullable UUID certificate) {}

    /**
     * Why something is not kept any more.
     *
     * @param at when it was purged
     * @param purge id of the purge
     */
    @Schema(name = "AuditPurgedView")
    public record PurgedView(Instant at, UUID purge) {}

    /** As it is shown to who may see all of it. */
    public static EntryView of(Entry entry) {
        var actor = actor(json(entry, Part.ACTOR));
        var reason = json(entry, Part.REASON);
        var changes = changes(json(entry, Part.CHANGES));
        var because = reason == null ? null : reason.asText();
        return new EntryView(
                entry.eventId(),
                entry.index(),
                Sentence.of(entry, actor, because, changes),
                entry.action(),
                entry.category(),
                entry.outcome(),
                entry.happenedAt(),
                entry.recordedAt(),
                entry.count(),
                entry.service(),
                entry.topic(),
                entry.key(),
                entry.version(),
                entry.tenantId(),
                entry.targets().stream().map(EntryView::target).toList(),
                actor,
                because,
                changes,
                detail(json(entry, Part.DETAIL)),
                entry.correlationId(),
                entry.causationId(),
                entry.traceId(),
                entry.erasedAt() == null ? null : new ErasedView(entry.erasedAt(), entry.certificate()),
                entry.purgedAt() == null || entry.purge() == null
                        ? null
                        : new PurgedView(entry.purgedAt(), entry.purge()));
    }

    private static TargetView target(Target target) {
        return new TargetView(target.type(), target.id());
    }

    private static @Nullable ActorView actor(@Nullable JsonNode actor) {
        if (actor == null) {
            return null;
        }
        var roles = new ArrayList<String>();
        actor.path("roles").forEach(role -> roles.add(role.asText()));
        return new ActorView(
                text(actor, "id"),
                actor.path("kind").asText("UNKNOWN"),
                text(actor, "name"),
                text(actor, "issuer"),
                roles,
                text(actor, "onBehalfOf"),
                text(actor, "address"),
                text(actor, "client"));
    }

    private static List<ChangeView> changes(@Nullable JsonNode changes) {
        var views = new ArrayList<ChangeView>();
        if (changes != null) {
            changes.forEach(one ->
                    views.add(new ChangeView(one.path("path").asText(), text(one, "before"), text(one, "after"))));
        }
        return views;
    }

    private static Map<String, String> detail(@Nullable JsonNode detail) {
        var read = new TreeMap<String, String>();
        if (detail != null) {
            detail.properties()
                    .forEach(one -> read.put(one.getKey(), one.getValue().asText()));
        }
        return read;
    }

    private static @Nullable String text(JsonNode node, String name) {
        return node.hasNonNull(name) ? node.get(name).asText() : null;
    }

    private static @Nullable JsonNode json(Entry entry, Part part) {
        var opening = entry.parts().get(part.key());
        try {
            return opening == null ? null : JSON.readTree(opening.value());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a part is JSON", e);
        }
    }
}
