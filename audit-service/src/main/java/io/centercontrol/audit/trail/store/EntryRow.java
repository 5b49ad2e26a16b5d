package io.centercontrol.audit.trail.store;

import io.centercontrol.audit.trail.leaf.SealedEntry;
import io.centercontrol.audit.trail.leaf.SealedEntry.Opening;
import io.centercontrol.audit.trail.model.ChangedField;
import io.centercontrol.audit.trail.model.Target;
import io.centercontrol.audit.trail.model.Who;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An entry as its rows in three tables. */
record EntryRow(
        long index,
        UUID eventId,
        String topic,
        String key,
        long version,
        Instant happenedAt,
        String action,
        String category,
        String outcome,
        String service,
        @Nullable UUID tenantId,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String traceId,
        long count,
        List<Target> targets,
        @Nullable String actor,
        Map<String, Opening> parts,
        String words) {
    /** Nobody looks for the ten thousandth word of a change, and PostgreSQL keeps no more than a megabyte of them. */
    private static final int MOST_WORDS = 16_000;

    static EntryRow of(long index, SealedEntry entry) {
        var one = entry.happening();
        var parts = new HashMap<String, Opening>();
        entry.parts().forEach((part, opening) -> parts.put(part.key(), opening));
        return new EntryRow(
                index,
                one.eventId(),
                one.topic(),
                one.key(),
                one.version(),
                one.happened(),
                one.action(),
                one.category().name(),
                one.outcome().name(),
                one.service(),
                one.tenant() == null ? null : one.tenant().value(),
                one.correlation(),
                one.causation(),
                one.trace(),
                one.count(),
                one.targets(),
                one.who() == null ? null : one.who().id(),
                parts,
                words(one.who(), one.reason(), one.changes(), one.detail(), one.key(), one.action()));
    }

    private static String words(
            @Nullable Who who,
            @Nullable String reason,
            List<ChangedField> changes,
            Map<String, String> detail,
            String key,
            String action) {
        var words = new StringBuilder(action.replace('.', ' ')).append(' ').append(key);
        if (who != null) {
            add(words, who.id());
            add(words, who.name());
            add(words, who.onBehalfOf());
            add(words, who.address());
        }
        add(words, reason);
        changes.forEach(change -> {
            add(words, change.path().replace('/', ' '));
            add(words, change.before());
            add(words, change.after());
        });
        detail.values().forEach(value -> add(words, value));
        return words.substring(0, Math.min(MOST_WORDS, words.length())).replace('\0', ' ');
    }

    private static void add(StringBuilder words, @Nullable String text) {
        if (text != null && words.length() < MOST_WORDS) {
            words.append(' ').append(text, 0, Math.min(text.length(), MOST_WORDS));
        }
    }
}
