package io.centercontrol.provisioning.onboarding.store;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.provisioning.onboarding.Broker;
import io.centercontrol.provisioning.onboarding.Credential;
import io.centercontrol.provisioning.onboarding.Credentials;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/** Credentials in PostgreSQL. */
@ApplicationScoped
class PostgresCredentials implements Credentials {
    private static final String SELECT =
            "select cast(to_jsonb(c) as text) from tenant_service_credential c where state <> 'REVOKED' and ";

    private final Mutiny.SessionFactory sessions;
    private final Broker broker;
    private final Audit audit;

    PostgresCredentials(Mutiny.SessionFactory sessions, Broker broker, Audit audit) {
        this.sessions = sessions;
        this.broker = broker;
        this.audit = audit;
    }

    @Override
    public Uni<Boolean> claim(String service, Instant now, Instant until) {
        return update(session -> session.createNativeQuery("""
            insert into tenant_service_onboarding (service, claimed_until) values (:service, :until)
            on conflict (service) do update set claimed_until = excluded.claimed_until
            where tenant_service_onboarding.claimed_until <= :now
            """)
                        .setParameter("service", service)
                        .setParameter("until", until)
                        .setParameter("now", now))
                .map(rows -> rows == 1);
    }

    @Override
    public Uni<Void> release(String service) {
        return update(session -> session.createNativeQuery(
                                "delete from tenant_service_onboarding where service = :service")
                        .setParameter("service", service))
                .replaceWithVoid();
    }

    @Override
    public Uni<List<Credential>> of(String service) {
        return select("service = :service order by no", query -> query.setParameter("service", service));
    }

    @Override
    public Uni<Credential> begin(String service, Cause cause, Instant now) {
        return sessions.withTransaction((session, tx) -> OneColumn.select(
                        session,
                        "select coalesce(max(no), 0) + 1 from tenant_service_credential where service = :service",
                        Integer.class)
                .setParameter("service", service)
                .getSingleResult()
                .map(no -> new Credential(
                        service,
                        no,
                        broker.user(service, no),
                        Credential.State.MAKING,
                        now,
                        cause.actor(),
                        cause.reason()))
                .call(begun -> session.createNativeQuery("""
                    insert into tenant_service_credential
                      (service, no, kafka_user, state, created_at, created_by, reason)
                    values (:service, :no, :user, 'MAKING', :now, cast(cast(:by as text) as jsonb), :reason)
                    """)
                        .setParameter("service", service)
                        .setParameter("no", begun.no())
                        .setParameter("user", begun.user())
                        .setParameter("now", now)
                        .setParameter("by", Rows.write(cause.actor()))
                        .setParameter("reason", cause.reason())
                        .executeUpdate()));
    }

    @Override
    public Uni<Void> activate(Credential credential, String tokenSha256) {
        var cause = new Cause(credential.createdBy(), credential.reason(), null, null);
        return sessions.withTransaction((session, tx) -> one(of(
                                session.createNativeQuery(
                                        "update tenant_service_credential set state = 'ACTIVE', token_sha256 = :token"
                                                + " where service = :service and no = :no and state = 'MAKING'"),
                                credential)
                        .setParameter("token", tokenSha256)
                        .executeUpdate())
                .chain(() -> audit.record(session, entry("credential.issued", credential, cause))));
    }

    @Override
    public Uni<Void> revoking(Credential credential, Cause cause, Instant now) {
        return sessions.withTransaction((session, tx) -> one(of(session.createNativeQuery("""
            update tenant_service_credential set state = 'REVOKING', token_sha256 = null,
              revoked_by = coalesce(revoked_by, cast(cast(:by as text) as jsonb)),
              revoke_reason = coalesce(revoke_reason, :reason), revoked_at = coalesce(revoked_at, :now)
            where service = :service and no = :no and state <> 'REVOKED'
            """), credential)
                        .setParameter("by", Rows.write(cause.actor()))
                        .setParameter("reason", cause.reason())
                        .setParameter("now", now)
                        .executeUpdate())
                // Who goes on with it decides nothing new.
                .chain(() -> credential.state() == Credential.State.REVOKING
                        ? Uni.createFrom().voidItem()
                        : audit.record(session, entry("credential.revoked", credential, cause))));
    }

    private static AuditEntry entry(String action, Credential credential, Cause cause) {
        return AuditEntry.of(action, AuditEntry.Category.CREDENTIAL)
                .to("tenant-service", credential.service())
                .to("credential", credential.user())
                .with("no", credential.no())
                .because(cause);
    }

    @Override
    public Uni<Void> revoked(Credential credential, Instant now) {
        return one(update(session -> of(
                        session.createNativeQuery("update tenant_service_credential set state = 'REVOKED', revoked_at ="
                                + " :now where service = :service and no = :no and state = 'REVOKING'"),
                        credential)
                .setParameter("now", now)));
    }

    @Override
    public Uni<List<Credential>> unfinished(Instant before) {
        return select(
                "((state <> 'ACTIVE' and coalesce(revoked_at, created_at) < :before) or (created_at < :before and not"
                        + " exists (select from tenant_service s where s.id = c.service)) or exists (select from"
                        + " tenant_service s where s.id = c.service and s.document ->> 'retirement' is not null)) order by service, no",
                query -> query.setParameter("before", before));
    }

    @Override
    public Uni<Optional<Credential>> byToken(String tokenSha256) {
        return select("token_sha256 = :token and state = 'ACTIVE'", query -> query.setParameter("token", tokenSha256))
                .map(found -> found.stream().findFirst());
    }

    private Uni<List<Credential>> select(
            String where, Function<Mutiny.SelectionQuery<String>, Mutiny.SelectionQuery<String>> bind) {
        return sessions.withSession(session -> bind.apply(OneColumn.select(session, SELECT + where, String.class))
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> Rows.read(row, CredentialRow.class).toCredential())
                        .toList());
    }

    private static Mutiny.MutationQuery of(Mutiny.MutationQuery query, Credential credential) {
        return query.setParameter("service", credential.service()).setParameter("no", credential.no());
    }

    private Uni<Integer> update(Function<Mutiny.Session, Mutiny.MutationQuery> query) {
        return sessions.withTransaction((session, tx) -> query.apply(session).executeUpdate());
    }

    private static Uni<Void> one(Uni<Integer> rows) {
        return rows.invoke(changed -> {
                    if (changed != 1) {
                        throw new IllegalStateException("a credential was changed by somebody else meanwhile");
                    }
                })
                .replaceWithVoid();
    }
}
