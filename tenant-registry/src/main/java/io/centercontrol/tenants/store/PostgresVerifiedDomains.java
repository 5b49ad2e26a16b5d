package io.centercontrol.tenants.store;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.tenants.VerifiedDomains;
import io.centercontrol.tenants.model.Domain;
import io.centercontrol.tenants.model.DomainStatus;
import io.centercontrol.tenants.model.Tenant;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The table that lets a domain be verified for one tenant only. It follows the tenant's row in the same transaction. */
@ApplicationScoped
class PostgresVerifiedDomains implements VerifiedDomains {
    private final Mutiny.SessionFactory sessions;

    PostgresVerifiedDomains(Mutiny.SessionFactory sessions) {
        this.sessions = sessions;
    }

    /** Brings the table in line with what a tenant has verified after a change. */
    static Uni<Void> follow(Mutiny.Session session, Tenant before, Tenant after) {
        return Multi.createFrom()
                .iterable(newlyVerified(after, before))
                .onItem()
                .transformToUniAndConcatenate(domain -> session.createNativeQuery(
                                "delete from tenant_domain where domain = :domain and tenant_id = :tenant")
                        .setParameter("domain", domain)
                        .setParameter("tenant", after.id().value())
                        .executeUpdate())
                .collect()
                .last()
                .chain(() -> Multi.createFrom()
                        .iterable(newlyVerified(before, after))
                        .onItem()
                        .transformToUniAndConcatenate(domain -> session.createNativeQuery(
                                        "insert into tenant_domain (domain, tenant_id, checked_at)"
                                                + " values (:domain, :tenant, :now)")
                                .setParameter("domain", domain)
                                .setParameter("tenant", after.id().value())
                                .setParameter("now", after.updatedAt().atOffset(ZoneOffset.UTC))
                                .executeUpdate())
                        .collect()
                        .last())
                .replaceWithVoid();
    }

    /** Domains that are verified after a change and were not before it. */
    static List<String> newlyVerified(Tenant before, Tenant after) {
        var had = verified(before);
        return verified(after).stream().filter(domain -> !had.contains(domain)).toList();
    }

    private static List<String> verified(Tenant tenant) {
        return tenant.domains().stream()
                .filter(domain -> domain.status() == DomainStatus.VERIFIED)
                .map(Domain::name)
                .toList();
    }

    @Override
    public Uni<List<Owned>> takeDue(Instant before, Instant now, int most) {
        return sessions.withTransaction((session, tx) -> session.createNativeQuery(
                                "update tenant_domain set checked_at = :now where domain in (select domain from"
                                        + " tenant_domain where checked_at <= :before order by checked_at limit "
                                        + most + " for update skip locked) returning domain, tenant_id",
                                Object[].class)
                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                        .setParameter("before", before.atOffset(ZoneOffset.UTC))
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new Owned(new TenantId((UUID) row[1]), (String) row[0]))
                        .toList());
    }
}
