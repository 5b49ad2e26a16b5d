package io.centercontrol.audit.stream.http;

import io.centercontrol.kernel.Refusal;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * From where a stream is sent, also again.
 *
 * @param fromIndex of the first entry that is sent; the size of the log passes over all that is there
 * @param reason for the record
 */
@Schema(
        name = "AuditStreamReplayRequest",
        requiredProperties = {"fromIndex", "reason"})
record StreamReplayRequest(
        @Nullable Long fromIndex, @Nullable String reason) {
    long from() {
        if (fromIndex == null) {
            throw Refusal.Invalid.of("/fromIndex", "INDEX_REQUIRED", "Say from which index on.")
                    .asException();
        }
        return fromIndex;
    }
}
