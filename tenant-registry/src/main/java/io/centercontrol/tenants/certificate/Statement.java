package io.centercontrol.tenants.certificate;

import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.tenants.Confirmation;
import io.centercontrol.tenants.model.Tenant;
import io.centercontrol.tenants.model.TenantState;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a deletion certificate says. The names of {@code iss}, {@code sub}, {@code jti} and {@code iat} are those of RFC 7519.
 *
 * @param sub the tenant's id
 * @param jti id of the event that told of the deletion
 * @param iat seconds since 1970
 * @param version the tenant's version at its deletion
 * @param begunAt when the tenant services were first asked for their exports
 * @param services who confirmed what and when
 * @param kept what the platform itself keeps
 */
record Statement(
        String iss,
        String sub,
        UUID jti,
        long iat,
        String slug,
        String kind,
        long version,
        Instant requestedAt,
        Instant dueAt,
        @Nullable Instant begunAt,
        Instant deletedAt,
        List<Confirmation> services,
        List<Confirmation.Retained> kept) {
    private static final String ISSUER = "center-control/tenant-registry";

    static Statement of(Kept<Tenant> deleted, List<Confirmation> confirmations, Instant exportsKeptUntil) {
        var tenant = deleted.state();
        if (!(tenant.state() instanceof TenantState.Deleted(var ready, var deletion))) {
            throw new IllegalArgumentException("only a deleted tenant gets a certificate");
        }
        var deletedAt = Objects.requireNonNull(deletion.deletedAt());
        return new Statement(
                ISSUER,
                tenant.id().toString(),
                deleted.eventId(),
                deletedAt.getEpochSecond(),
                tenant.slug(),
                tenant.kind().name(),
                tenant.version(),
                deletion.requestedAt(),
                deletion.dueAt(),
                deletion.begunAt(),
                deletedAt,
                confirmations,
                List.of(
                        new Confirmation.Retained(
                                "that the tenant existed: id, slug, kind, region, times, and its history without"
                                        + " names, contacts, domains and labels",
                                "tenant-registry",
                                null,
                                "accountability of the platform for its own acts"),
                        new Confirmation.Retained(
                                "the exports that the tenant services handed over",
                                "provisioning-service",
                                exportsKeptUntil,
                                "return of the data to the merchant; the platform's governance")));
    }
}
