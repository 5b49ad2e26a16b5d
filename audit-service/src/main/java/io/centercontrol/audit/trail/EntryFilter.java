package io.centercontrol.audit.trail;

import io.centercontrol.audit.trail.model.Category;
import io.centercontrol.audit.trail.model.Outcome;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries are looked for; null asks for all.
 *
 * @param from happened at or after
 * @param to happened before
 * @param actor the subject
 * @param action whole, or the beginning of it with a full stop and a star: {@code tenant.*}
 * @param targetType what it was done to
 * @param target the id of what it was done to
 * @param text words of reasons, changes, details and names (PostgreSQL's websearch syntax)
 */
public record EntryFilter(
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable String actor,
        @Nullable TenantId tenant,
        @Nullable String action,
        @Nullable String targetType,
        @Nullable String target,
        @Nullable Outcome outcome,
        @Nullable Category category,
        @Nullable String service,
        @Nullable String topic,
        @Nullable String correlation,
        @Nullable String causation,
        @Nullable String trace,
        @Nullable String text) {
    /** What asks for everything. */
    public static final EntryFilter ALL =
            new EntryFilter(null, null, null, null, null, null, null, null, null, null, null, null, null, null, null);

    /** What one request led to. */
    public static EntryFilter correlated(String correlation) {
        return new EntryFilter(
                null, null, null, null, null, null, null, null, null, null, null, correlation, null, null, null);
    }

    /** What answers an event. */
    public static EntryFilter causedBy(String event) {
        return new EntryFilter(
                null, null, null, null, null, null, null, null, null, null, null, null, event, null, null);
    }

    /** What belongs to a trace. */
    public static EntryFilter traced(String trace) {
        return new EntryFilter(
                null, null, null, null, null, null, null, null, null, null, null, null, null, trace, null);
    }

    /** The same without what only the personal parts tell: who did it, and words. */
    public EntryFilter withoutParts() {
        return new EntryFilter(
                from,
                to,
                null,
                tenant,
                action,
                targetType,
                target,
                outcome,
                category,
                service,
                topic,
                correlation,
                causation,
                trace,
                null);
    }

    /** What happened in a time, to one tenant if there is one. */
    public static EntryFilter between(Instant from, Instant to, @Nullable TenantId tenant) {
        return new EntryFilter(
                from, to, null, tenant, null, null, null, null, null, null, null, null, null, null, null);
    }
}
