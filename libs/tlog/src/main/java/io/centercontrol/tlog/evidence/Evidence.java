package io.centercontrol.tlog.evidence;

import io.centercontrol.tlog.SignedNote;
import io.centercontrol.tlog.VerifierKey;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a bundle says about all its entries.
 *
 * @param made when it is made
 * @param by who asked for it
 * @param query which entries were asked for, as canonical JSON
 * @param checkpoint of the log that everything is proven in, with its witnesses' signatures
 * @param old the auditor's own checkpoint, as he gave it, signed by the log; null when he gave none
 * @param logKeys the log's keys; whoever verifies must have them from elsewhere
 * @param witnessKeys the witnesses' keys; likewise
 * @param completeness what the service says of its own completeness, as canonical JSON: an object. Wherever it has
 *     {@code expected} it has the same in {@code there}, and wherever {@code missing}, that is empty or 0; otherwise no verifier accepts it
 */
public record Evidence(
        Instant made,
        String by,
        String query,
        SignedNote checkpoint,
        @Nullable SignedNote old,
        List<VerifierKey> logKeys,
        List<VerifierKey> witnessKeys,
        String completeness) {
    /** Keeps copies, and checks that its JSON is canonical. */
    public Evidence {
        logKeys = List.copyOf(logKeys);
        witnessKeys = List.copyOf(witnessKeys);
        CanonicalJson.read(query);
        CanonicalJson.readObject(completeness);
    }
}
