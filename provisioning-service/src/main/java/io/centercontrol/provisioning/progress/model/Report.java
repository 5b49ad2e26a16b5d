package io.centercontrol.provisioning.progress.model;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant service says of one attempt.
 *
 * @param service key of the service
 * @param task what was attempted
 * @param observedVersion the tenant version that its handler worked with
 * @param attempt the attempt that this answers
 * @param reason one word in CamelCase
 * @param message a sentence for people; may be empty
 * @param outcome what a success at a deletion's task adds
 */
public record Report(
        String service,
        Task task,
        long observedVersion,
        int attempt,
        boolean succeeded,
        String reason,
        String message,
        Outcome outcome) {
    /**
     * What came of an export or an erasure.
     *
     * @param instance id of the instance that reports
     * @param exportSha256 of the export that it says it handed over; null for none
     */
    public record Outcome(String instance, @Nullable String exportSha256, long exportBytes, List<Retained> kept) {
        /** Of a report that tells of neither. */
        public static final Outcome NOTHING = new Outcome("", null, 0, List.of());

        public Outcome {
            kept = List.copyOf(kept);
        }
    }

    /** A report on an attempt at provisioning. */
    public static Report provisioned(
            String service, long observedVersion, int attempt, boolean succeeded, String reason, String message) {
        return new Report(
                service, Task.PROVISION, observedVersion, attempt, succeeded, reason, message, Outcome.NOTHING);
    }

    /** The same, with the size of the export as it is stored here. */
    public Report proven(long storedBytes) {
        var proof = new Outcome(outcome.instance(), outcome.exportSha256(), storedBytes, outcome.kept());
        return new Report(service, task, observedVersion, attempt, succeeded, reason, message, proof);
    }

    /** The same attempt, failed: what it says it handed over is not stored here. */
    public Report unproven() {
        return new Report(
                service,
                task,
                observedVersion,
                attempt,
                false,
                "ExportMissing",
                "It reports an export that is not stored here: upload it first, then report its SHA-256.",
                outcome);
    }
}
