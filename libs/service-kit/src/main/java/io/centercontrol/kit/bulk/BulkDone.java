package io.centercontrol.kit.bulk;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one.
 *
 * @param changed false when it was so already
 * @param label what people call it; null for nothing but what it was named by
 * @param made the id of what it made; null when it made nothing
 * @param eventId the event that tells of it; null when nothing changed
 */
public record BulkDone(
        boolean changed,
        @Nullable String label,
        @Nullable String made,
        @Nullable UUID eventId) {
    /** It was so already. */
    public static BulkDone unchanged(@Nullable String label) {
        return new BulkDone(false, label, null, null);
    }

    /** It was changed. */
    public static BulkDone changed(@Nullable String label, UUID eventId) {
        return new BulkDone(true, label, null, eventId);
    }

    /** It was made. */
    public static BulkDone made(String id, UUID eventId) {
        return new BulkDone(true, null, id, eventId);
    }
}
