package io.centercontrol.audit.export.form;

import io.centercontrol.audit.trail.http.EntryView;
import io.centercontrol.audit.trail.http.EntryView.ActorView;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A column of a table of entries. What is a list in an entry is JSON in its cell, but for names alone, which have a space between.
 *
 * @param kind what all its cells are
 * @param of the cell of an entry: a Long, an Instant or a String; null for an empty one
 */
record Column(String name, Kind kind, Function<EntryView, @Nullable Object> of) {
    /** What cells are. */
    enum Kind {
        NUMBER,
        TIME,
        TEXT
    }

    /** All, in their order. A new one is added at the end. */
    static final List<Column> ALL = List.of(
            number("index", EntryView::index),
            text("eventId", EntryView::eventId),
            time("happenedAt", EntryView::happenedAt),
            time("recordedAt", EntryView::recordedAt),
            text("action", EntryView::action),
            text("category", EntryView::category),
            text("outcome", EntryView::outcome),
            number("count", EntryView::count),
            text("sentence", EntryView::sentence),
            text("service", EntryView::service),
            text("tenantId", EntryView::tenantId),
            text("targets", entry -> json(entry.targets())),
            actor("actorId", ActorView::id),
            actor("actorKind", ActorView::kind),
            actor("actorName", ActorView::name),
            actor("actorIssuer", ActorView::issuer),
            actor("actorRoles", actor -> words(actor.roles())),
            actor("actorOnBehalfOf", ActorView::onBehalfOf),
            actor("actorAddress", ActorView::address),
            actor("actorClient", ActorView::client),
            text("reason", EntryView::reason),
            text("changes", entry -> json(entry.changes())),
            text("detail", entry -> json(entry.detail())),
            text("topic", EntryView::topic),
            text("key", EntryView::key),
            number("version", EntryView::version),
            text("correlationId", EntryView::correlationId),
            text("causationId", EntryView::causationId),
            text("traceId", EntryView::traceId),
            time(
                    "erasedAt",
                    entry -> entry.erased() == null ? null : entry.erased().at()),
            text(
                    "erasureCertificate",
                    entry -> entry.erased() == null ? null : entry.erased().certificate()),
            time(
                    "purgedAt",
                    entry -> entry.purged() == null ? null : entry.purged().at()),
            text(
                    "purge",
                    entry -> entry.purged() == null ? null : entry.purged().purge()));

    private static Column number(String name, Function<EntryView, Long> of) {
        return new Column(name, Kind.NUMBER, of::apply);
    }

    private static Column time(String name, Function<EntryView, @Nullable Instant> of) {
        return new Column(name, Kind.TIME, of::apply);
    }

    private static Column text(String name, Function<EntryView, @Nullable Object> of) {
        return new Column(name, Kind.TEXT, entry -> Objects.toString(of.apply(entry), null));
    }

    private static Column actor(String name, Function<ActorView, @Nullable Object> of) {
        return text(name, entry -> entry.actor() == null ? null : of.apply(entry.actor()));
    }

    private static @Nullable String json(Object value) {
        var isEmpty =
                value instanceof Collection<?> all && all.isEmpty() || value instanceof Map<?, ?> map && map.isEmpty();
        return isEmpty ? null : JsonForm.write(value);
    }

    private static @Nullable String words(List<String> all) {
        return all.isEmpty() ? null : all.stream().collect(Collectors.joining(" "));
    }
}
