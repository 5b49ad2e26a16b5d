package io.centercontrol.dataplane;

import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tenant as it was at one version. Never changes: whoever keeps one keeps the past, so ask {@link
 * DataPlane#mayServe} at the moment of deciding instead of looking at {@link #allowed()}.
 *
 * @param version rises by one with each change, from 1
 * @param slug the name in addresses; unique
 * @param status for people, in the platform's words; may be one that this SDK has never heard of
 * @param statusReason the operator's words; null when none were given
 * @param allowed what the tenant might do at this version
 * @param ready all required tenant services have provisioned it at least once
 * @param leaving its deletion has begun and cannot be cancelled any more: what is held of it is exported, erased or gone
 * @param hosts host names that lead to the tenant, lower-case, without port
 * @param locale BCP 47
 * @param timeZone IANA name; {@code ZoneId.of} lacks four of them: EST, MST and HST, unless given {@code ZoneId.SHORT_IDS}, and
 *     ROC, which is Asia/Taipei
 * @param currency ISO 4217
 * @param primaryDomain the tenant's own domain, if it has one
 * @param domains custom domains that the tenant claims; the verified ones stand in {@code hosts} too
 */
public record Tenant(
        TenantId id,
        long version,
        String slug,
        String name,
        Kind kind,
        String status,
        @Nullable String statusReason,
        Set<Operation> allowed,
        boolean ready,
        boolean leaving,
        List<String> hosts,
        String locale,
        String timeZone,
        String currency,
        List<Contact> contacts,
        @Nullable String primaryDomain,
        String region,
        Map<String, String> labels,
        Instant createdAt,
        Instant updatedAt,
        List<Domain> domains) {
    public Tenant {
        allowed = Set.copyOf(allowed);
        hosts = List.copyOf(hosts);
        contacts = List.copyOf(contacts);
        labels = Map.copyOf(labels);
        domains = List.copyOf(domains);
    }

    /** A tenant that stays, without domains of its own. */
    public Tenant(
            TenantId id,
            long version,
            String slug,
            String name,
            Kind kind,
            String status,
            @Nullable String statusReason,
            Set<Operation> allowed,
            boolean ready,
            List<String> hosts,
            String locale,
            String timeZone,
            String currency,
            List<Contact> contacts,
            @Nullable String primaryDomain,
            String region,
            Map<String, String> labels,
            Instant createdAt,
            Instant updatedAt) {
        this(
                id,
                version,
                slug,
                name,
                kind,
                status,
                statusReason,
                allowed,
                ready,
                false,
                hosts,
                locale,
                timeZone,
                currency,
                contacts,
                primaryDomain,
                region,
                labels,
                createdAt,
                updatedAt,
                List.of());
    }

    /**
     * A custom domain.
     *
     * @param name lower-case ASCII (A-labels)
     * @param status in the platform's words; may be one that this SDK has never heard of
     * @param verifiedAt when the tenant last proved that it is its own; null when it has not
     */
    public record Domain(
            String name, String status, @Nullable Instant verifiedAt) {}

    /** Whether real business is done with it. */
    public enum Kind {
        /** A kind that this SDK has never heard of. */
        UNKNOWN,
        LIVE,
        TEST
    }

    /** Whom to talk to. */
    public record Contact(
            String role,
            String name,
            String email,
            @Nullable String phone) {}
}
