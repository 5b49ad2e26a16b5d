package io.centercontrol.tenants.http;

import io.centercontrol.tenants.model.Domain;
import io.centercontrol.tenants.model.DomainStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A custom domain as clients see it.
 *
 * @param recordName name of the TXT record that proves the claim
 * @param recordValue what it must hold; it is no secret, since the DNS is open to all
 * @param missingSince since when the record of a verified domain is not found
 */
record DomainView(
        String name,
        DomainStatus status,
        String recordName,
        String recordValue,
        Instant claimedAt,
        @Nullable Instant verifiedAt,
        @Nullable Instant missingSince) {
    static DomainView of(Domain domain) {
        return new DomainView(
                domain.name(),
                domain.status(),
                domain.recordName(),
                domain.recordValue(),
                domain.claimedAt(),
                domain.verifiedAt(),
                domain.missingSince());
    }
}
