package io.centercontrol.tenants.certificate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.tenants.Certificates;
import io.centercontrol.tenants.Confirmation;
import io.centercontrol.tenants.DeletionTerms;
import io.centercontrol.tenants.model.Tenant;
import io.centercontrol.tenants.model.TenantRefusals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/** Certificates in PostgreSQL, beside the public halves of the keys that signed them. */
@ApplicationScoped
class PostgresCertificates implements Certificates {
    private final Mutiny.SessionFactory sessions;
    private final CertificateKey key;
    private final DeletionTerms.Source terms;
    private final ObjectMapper json;
    private final Clock clock;

    PostgresCertificates(
            Mutiny.SessionFactory sessions,
            CertificateKey key,
            DeletionTerms.Source terms,
            ObjectMapper json,
            Clock clock) {
        this.sessions = sessions;
        this.key = key;
        this.terms = terms;
        this.json = json;
        this.clock = clock;
    }

    @Override
    public Uni<Void> issue(Kept<Tenant> deleted, List<Confirmation> confirmations) {
        var now = clock.instant();
        return terms.current()
                .map(current -> Statement.of(deleted, confirmations, now.plus(current.exportRetention())))
                .map(statement -> key.sign(text(statement)))
                .chain(jws -> sessions.withTransaction((session, tx) -> publishKey(session, now)
                        .chain(() -> session.createNativeQuery(
                                        "insert into deletion_certificate (tenant_id, key_id, jws, issued_at)"
                                                + " values (:tenant, :key, :jws, :now) on conflict do nothing")
                                .setParameter("tenant", deleted.state().id().value())
                                .setParameter("key", key.id())
                                .setParameter("jws", jws)
                                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                                .executeUpdate())))
                .replaceWithVoid();
    }

    private Uni<Integer> publishKey(Mutiny.Session session, Instant now) {
        return session.createNativeQuery("insert into certificate_key (key_id, jwk, first_used_at)"
                        + " values (:key, :jwk, :now) on conflict do nothing")
                .setParameter("key", key.id())
                .setParameter("jwk", key.publicText())
                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                .executeUpdate();
    }

    @Override
    public Uni<Certificate> of(TenantId id) {
        return sessions.withSession(session -> session.createNativeQuery(
                                "select jws, key_id, issued_at from deletion_certificate where tenant_id = :tenant",
                                Object[].class)
                        .setParameter("tenant", id.value())
                        .getSingleResultOrNull())
                .onItem()
                .ifNull()
                .failWith(TenantRefusals::noCertificate)
                .map(row -> new Certificate((String) row[0], (String) row[1], time(row[2])));
    }

    @Override
    public Uni<String> keys() {
        return sessions.withSession(session -> OneColumn.select(
                                session, "select jwk from certificate_key order by first_used_at desc", String.class)
                        .getResultList())
                .map(keys -> "{\"keys\":[" + String.join(",", keys) + "]}");
    }

    private static Instant time(Object column) {
        return switch (column) {
            case Instant instant -> instant;
            case java.time.OffsetDateTime time -> time.toInstant();
            default -> throw new IllegalStateException("a time came as " + column.getClass());
        };
    }

    private String text(Statement statement) {
        try {
            return json.writeValueAsString(statement);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("a certificate cannot be written", e);
        }
    }
}
