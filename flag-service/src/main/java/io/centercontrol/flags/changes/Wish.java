package io.centercontrol.flags.changes;

import io.centercontrol.flags.authoring.model.EvaluatorSet;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.FlagContent;
import io.centercontrol.flags.changes.model.Proposal;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What somebody asks for.
 *
 * @param edit gives the content that shall be from the one that is, under the flag's lock
 * @param lenient whether a definition is taken for which flagd falls back; of a document that others wrote
 * @param applyAt null for as soon as it is approved
 * @param expiresAt null for the usual time
 */
public record Wish(
        UnaryOperator<FlagContent> edit,
        boolean lenient,
        String reason,
        @Nullable Instant applyAt,
        @Nullable Instant expiresAt) {
    /** An author's own. */
    public Wish(
            UnaryOperator<FlagContent> edit, String reason, @Nullable Instant applyAt, @Nullable Instant expiresAt) {
        this(edit, false, reason, applyAt, expiresAt);
    }

    Proposal on(Flag flag, EvaluatorSet evaluators, Instant now) {
        var given = edit.apply(flag.content());
        if (!lenient) {
            flag.mustBeMeant(given, evaluators);
        }
        return Proposal.of(given, reason, applyAt, expiresAt, now);
    }
}
