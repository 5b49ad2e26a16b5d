package io.centercontrol.flags.changes.model;

import io.centercontrol.flags.authoring.model.EvaluatorSet;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.FlagContent;
import io.centercontrol.flags.authoring.model.FlagDifference;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** The hash that an approval is bound to. */
final class ProposalHash {
    private ProposalHash() {}

    /**
     * Of all that decides what comes of an approval: which version of which flag is changed from what to what, and when.
     * What is proposed may refer to shared evaluators, which change without the flag: what readers would evaluate is
     * therefore a part of it.
     *
     * @throws io.centercontrol.kernel.RefusedException when it can no longer be compiled
     */
    static String of(String flag, long baseVersion, FlagContent base, Proposal proposal, EvaluatorSet evaluators) {
        var meaning = Flag.adopt(flag, proposal.content(), evaluators, Instant.EPOCH)
                .next()
                .compiled()
                .definition();
        return sha256(String.join(
                "\n",
                flag,
                Long.toString(baseVersion),
                FlagDifference.hash(base, proposal.content()),
                String.valueOf(proposal.applyAt()),
                meaning));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
