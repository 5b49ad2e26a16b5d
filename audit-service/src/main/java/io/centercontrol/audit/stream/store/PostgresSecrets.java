package io.centercontrol.audit.stream.store;

import io.centercontrol.audit.stream.StreamSecrets;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.kit.time.Ids;
import io.centercontrol.outgoing.Sealing;
import io.centercontrol.outgoing.SigningSecret;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** Sealed secrets in PostgreSQL. */
@Singleton
class PostgresSecrets implements StreamSecrets {
    private static final String EXPIRE = """
            update siem_stream_secret set expires_at = least(coalesce(expires_at, :until), :until) where stream_id = :stream
            """;

    private static final String ADD =
            "insert into siem_stream_secret (id, stream_id, sealed, made_at) values (:id, :stream, :sealed, :now)";

    private static final String GOOD = "select sealed from siem_stream_secret where stream_id = :stream"
            + " and (expires_at is null or expires_at > :now) order by made_at desc, id desc limit 5";

    private static final String DEAD =
            "delete from siem_stream_secret where stream_id = :stream and expires_at <= :now";

    private final Mutiny.SessionFactory sessions;
    private final Transactions transactions;
    private final Sealing sealing;
    private final Ids ids;
    private final Pool pool;

    PostgresSecrets(Mutiny.SessionFactory sessions, Transactions transactions, Sealing sealing, Ids ids, Pool pool) {
        this.sessions = sessions;
        this.transactions = transactions;
        this.sealing = sealing;
        this.ids = ids;
        this.pool = pool;
    }

    /** With another keyset nothing could be signed: it is said at the start, and not by its streams. */
    void tryOne(@Observes StartupEvent event) {
        pool.query("select stream_id, sealed from siem_stream_secret order by made_at desc limit 1")
                .execute()
                .await()
                .atMost(Duration.ofSeconds(30))
                .forEach(row -> sealing.open(
                        row.getUUID("stream_id"), row.getBuffer("sealed").getBytes()));
    }

    @Override
    public Uni<Void> add(UUID stream, SigningSecret secret, @Nullable Instant overlap, Instant now) {
        return transactions.run(session -> {
            var until = overlap == null ? now : overlap;
            return session.createNativeQuery(EXPIRE)
                    .setParameter("stream", stream)
                    .setParameter("until", until.atOffset(ZoneOffset.UTC))
                    .executeUpdate()
                    .chain(() -> session.createNativeQuery(DEAD)
                            .setParameter("stream", stream)
                            .setParameter("now", now.atOffset(ZoneOffset.UTC))
                            .executeUpdate())
                    .chain(() -> session.createNativeQuery(ADD)
                            .setParameter("id", ids.next())
                            .setParameter("stream", stream)
                            .setParameter("sealed", sealing.seal(stream, secret.bytes()))
                            .setParameter("now", now.atOffset(ZoneOffset.UTC))
                            .executeUpdate())
                    .replaceWithVoid();
        });
    }

    @Override
    public Uni<List<SigningSecret>> good(UUID stream, Instant now) {
        return sessions.withSession(session -> OneColumn.select(session, GOOD, byte[].class)
                        .setParameter("stream", stream)
                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new SigningSecret(sealing.open(stream, row)))
                        .toList());
    }
}
