package io.centercontrol.tenants;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one tenant service confirmed about the deletion of a tenant.
 *
 * @param exportSha256 of the export that it handed over, in lower-case hex
 * @param exportBytes its size
 * @param erasedBy id of the instance that erased and said so
 * @param kept what it keeps, and why
 */
public record Confirmation(
        String service,
        @Nullable Instant exportedAt,
        @Nullable String exportSha256,
        @Nullable Long exportBytes,
        @Nullable Instant erasedAt,
        @Nullable String erasedBy,
        List<Retained> kept) {
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
