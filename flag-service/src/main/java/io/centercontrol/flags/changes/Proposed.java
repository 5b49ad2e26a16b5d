package io.centercontrol.flags.changes;

import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.changes.model.ChangeRequest;
import org.jspecify.annotations.Nullable;

/**
 * A change request, and what would come of it at this moment.
 *
 * @param hash what an approval must carry; null when the proposal is not valid any more, or has ended
 * @param before the flag as it is; null when the request has ended
 * @param after the flag as it would be; null when the proposal is not valid any more, or has ended
 */
public record Proposed(
        ChangeRequest request,
        @Nullable String hash,
        @Nullable Flag before,
        @Nullable Flag after) {
    /** One of which nothing comes any more. */
    static Proposed ended(ChangeRequest request) {
        return new Proposed(request, null, null, null);
    }
}
