package io.centercontrol.kit.bulk;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kit.inbox.Quarantine;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One of many.
 *
 * @param position from 1, in the order in which they are done
 * @param ref what it is done to: an id, or a name
 * @param input what only this one is given; null for nothing, and once it is done
 * @param label what people call it; null until it was tried
 * @param made the id of what it made; null for nothing, and for a preview
 * @param code the refusal's; null when nothing was refused
 * @param message what was refused or went wrong; null when nothing did
 * @param eventId the event that told of it; null for a preview
 */
public record BulkItem(
        int position,
        String ref,
        @Nullable JsonNode input,
        @Nullable String label,
        @Nullable String made,
        Outcome outcome,
        @Nullable String code,
        @Nullable String message,
        @Nullable UUID eventId) {
    private static final int LONGEST_MESSAGE = 1_000;

    /** What became of it; until the operation is started, what would. */
    public enum Outcome {
        PENDING,
        CHANGED,
        /** It was so already. */
        UNCHANGED,
        /** The model said no, and would again. */
        REFUSED,
        /** It went wrong; resuming tries it again. */
        FAILED
    }

    /** One that is to be done. */
    public static BulkItem of(int position, String ref, @Nullable JsonNode input) {
        return new BulkItem(position, ref, input, null, null, Outcome.PENDING, null, null, null);
    }

    /** In a preview nothing was made, and nobody was told. */
    BulkItem done(BulkDone done, boolean isPreview) {
        return new BulkItem(
                position,
                ref,
                isPreview ? input : null,
                done.label(),
                isPreview ? null : done.made(),
                done.changed() ? Outcome.CHANGED : Outcome.UNCHANGED,
                null,
                null,
                isPreview ? null : done.eventId());
    }

    BulkItem failed(Throwable failure) {
        if (failure instanceof RefusedException refused && !(refused.refusal() instanceof Refusal.Unavailable)) {
            return ended(Outcome.REFUSED, refused.refusal().code(), message(refused.refusal()));
        }
        return ended(Outcome.FAILED, null, Quarantine.reason(failure));
    }

    /** All that is wrong with it, since nobody can ask for the rest of a problem here. */
    private static String message(Refusal refusal) {
        return refusal instanceof Refusal.Invalid invalid
                ? String.join(
                        " ",
                        invalid.violations().stream()
                                .map(violation -> violation.pointer() + ": " + violation.message())
                                .toList())
                : refusal.message();
    }

    private BulkItem ended(Outcome as, @Nullable String why, String told) {
        var bounded = told.length() > LONGEST_MESSAGE ? told.substring(0, LONGEST_MESSAGE) : told;
        return new BulkItem(position, ref, input, label, null, as, why, bounded, null);
    }
}
