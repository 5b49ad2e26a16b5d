package io.centercontrol.tenants.model;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A custom domain that a tenant claims. Whoever controls the domain's DNS proves the claim by a TXT record with a token that
 * was drawn for this claim alone, as in ACME's dns-01 challenge (RFC 8555, section 8.4).
 *
 * @param name lower-case ASCII (IDNA A-labels), no trailing dot
 * @param token what the record must hold
 * @param verifiedAt when the record was first seen; null before
 * @param missingSince since when the record of a verified domain is not found; null while it is
 */
public record Domain(
        String name,
        DomainStatus status,
        String token,
        Instant claimedAt,
        @Nullable Instant verifiedAt,
        @Nullable Instant missingSince) {
    private static final String LABEL = "_center-control-challenge.";
    private static final String PREFIX = "center-control-verification=";

    /** A new claim. */
    public static Domain claimed(String name, String token, Instant now) {
        return new Domain(name, DomainStatus.PENDING, token, now, null, null);
    }

    /** Name of the TXT record that proves the claim. */
    public String recordName() {
        return recordName(name);
    }

    static String recordName(String domain) {
        return LABEL + domain;
    }

    /** The text that one of the record's values must be. */
    public String recordValue() {
        return PREFIX + token;
    }

    boolean verified() {
        return status == DomainStatus.VERIFIED;
    }

    /** The record was seen. */
    Domain proven(Instant now) {
        return new Domain(
                name,
                DomainStatus.VERIFIED,
                token,
                claimedAt,
                verified() ? Objects.requireNonNull(verifiedAt) : now,
                null);
    }

    /** The record of a verified domain is not there. */
    Domain missing(Instant now) {
        return missingSince == null ? new Domain(name, status, token, claimedAt, verifiedAt, now) : this;
    }

    /** The domain is taken away. */
    Domain lost() {
        return new Domain(name, DomainStatus.LOST, token, claimedAt, verifiedAt, missingSince);
    }
}
