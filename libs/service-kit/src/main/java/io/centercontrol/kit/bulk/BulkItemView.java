package io.centercontrol.kit.bulk;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What became of one; until the operation is started, what would.
 *
 * @param position its place in the order in which they are done, from 1
 * @param ref what it is done to: an id, or a name
 * @param label what people call it
 * @param made the id of what it made
 * @param code the rule that refused it
 * @param message what was refused, or went wrong
 * @param eventId the event that told of it, for the propagation ledger
 */
public record BulkItemView(
        int position,
        String ref,
        @Nullable String label,
        @Nullable String made,
        BulkItem.Outcome outcome,
        @Nullable String code,
        @Nullable String message,
        @Nullable UUID eventId) {
    static BulkItemView of(BulkItem item) {
        return new BulkItemView(
                item.position(),
                item.ref(),
                item.label(),
                item.made(),
                item.outcome(),
                item.code(),
                item.message(),
                item.eventId());
    }
}
