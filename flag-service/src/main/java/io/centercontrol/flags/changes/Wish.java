package io.centercontrol.flags.changes;

import io.centercontrol.flags.authoring.model.FlagContent;
import io.centercontrol.flags.changes.model.Proposal;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for.
 *
 * @param edit gives the content that shall be from the one that is, under the flag's lock
 * @param applyAt null for as soon as it is approved
 * @param expiresAt null for the usual time
 */
public record Wish(
        UnaryOperator<FlagContent> edit,
        String reason,
        @Nullable Instant applyAt,
        @Nullable Instant expiresAt) {
    Proposal on(FlagContent content, Instant now) {
        return Proposal.of(edit.apply(content), reason, applyAt, expiresAt, now);
    }
}
