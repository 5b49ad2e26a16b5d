package io.centercontrol.audit.trail;

import io.centercontrol.audit.trail.model.Category;
import io.centercontrol.audit.trail.model.Outcome;
import io.centercontrol.audit.trail.model.Target;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An entry as it is kept.
 *
 * @param index its place in the log
 * @param parts what is still known of its personal parts: what opens the leaf's commitments, by {@link
 *     io.centercontrol.audit.trail.leaf.Part#key}
 * @param erasedAt when what was personal in it was erased with its tenant; null when it was not
 * @param certificate the deletion certificate that says so (its {@code jti}); null until there is one
 * @param purgedAt when its personal parts were purged since their time was over; null when they were not
 * @param purge by which purge; null when they were not
 */
public record Entry(
        long index,
        UUID eventId,
        String topic,
        String key,
        long version,
        Instant happenedAt,
        Instant recordedAt,
        String action,
        Category category,
        Outcome outcome,
        String service,
        @Nullable UUID tenantId,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String traceId,
        long count,
        List<Target> targets,
        Map<String, Opening> parts,
        @Nullable Instant erasedAt,
        @Nullable UUID certificate,
        @Nullable Instant purgedAt,
        @Nullable UUID purge) {
    public Entry {
        targets = List.copyOf(targets);
        parts = parts == null ? Map.of() : Map.copyOf(parts);
    }

    /**
     * A part that is still known.
     *
     * @param salt in Base64 for addresses
     * @param value canonical JSON
     */
    public record Opening(String salt, String value) {}
}
