package io.centercontrol.tenants;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one tenant service confirmed, or need not confirm, about the deletion of a tenant.
 *
 * @param exportSha256 of the export that it handed over, in lower-case hex
 * @param exportBytes its size
 * @param erasedBy id of the instance that erased and said so
 * @param kept what it keeps, and why
 * @param unerased why the deletion went on without its word that it erased; null when it gave it
 */
public record Confirmation(
        String service,
        @Nullable Instant exportedAt,
        @Nullable String exportSha256,
        @Nullable Long exportBytes,
        @Nullable Instant erasedAt,
        @Nullable String erasedBy,
        List<Retained> kept,
        @Nullable Unerased unerased) {
    /**
     * That a service was not waited for: what it holds is not known to be erased.
     *
     * @param cause RETIRED when the service was taken out, WAIVED when two people decided it for this tenant
     * @param reason why, in their words
     * @param by id of who retired the service, or asked for the waiver
     * @param approvedBy id of the second person of a waiver
     */
    public record Unerased(
            Cause cause,
            String reason,
            String by,
            Instant at,
            @Nullable String approvedBy,
            @Nullable Instant approvedAt) {
        /** Which of the two it was. */
        public enum Cause {
            RETIRED,
            WAIVED
        }
    }

    /**
     * Data that is kept of a deleted tenant.
     *
     * @param what the data, in words
     * @param where the place it is kept at
     * @param until when it goes; null when no end is set
     * @param basis the law or contract that asks for it
     */
    public record Retained(
            String what, String where, @Nullable Instant until, String basis) {}
}
