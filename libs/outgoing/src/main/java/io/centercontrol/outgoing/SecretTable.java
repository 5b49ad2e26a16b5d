package io.centercontrol.outgoing;

import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.kit.time.Ids;
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

/**
 * Signing secrets in PostgreSQL, sealed, each with the end that a rotation gives it. The table has the columns {@code id}, {@code sealed},
 * {@code made_at}, {@code expires_at}, and one with the id of whom the secret is for, which it is sealed for too.
 */
public abstract class SecretTable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Tools tools;
    private final String table;
    private final String owner;

    /** What every such table works with. */
    @Singleton
    public record Tools(
            Mutiny.SessionFactory sessions, Transactions transactions, Sealing sealing, Ids ids, Pool pool) {}

    /**
     * For a cellar.
     *
     * @param table the table's name
     * @param owner the column with the id of whom a secret is for
     */
    protected SecretTable(Tools tools, String table, String owner) {
        this.tools = tools;
        this.table = table;
        this.owner = owner;
    }

    /** With another keyset nothing could be signed: it is said at the start, and not by thousands of deliveries. */
    void tryOne(@Observes StartupEvent event) {
        tools.pool()
                .query("select " + owner + ", sealed from " + table + " order by made_at desc limit 1")
                .execute()
                .await()
                .atMost(PATIENCE)
                .forEach(row -> tools.sealing()
                        .open(row.getUUID(owner), row.getBuffer("sealed").getBytes()));
    }

    /**
     * A new secret, in the open transaction; those before it are good until a moment.
     *
     * @param overlap until when; null for who had none
     */
    public Uni<Void> add(UUID of, SigningSecret secret, @Nullable Instant overlap, Instant now) {
        var until = overlap == null ? now : overlap;
        return tools.transactions()
                .run(session -> session.createNativeQuery("update " + table
                                + " set expires_at = least(coalesce(expires_at, :until), :until) where " + owner
                                + " = :owner")
                        .setParameter("owner", of)
                        .setParameter("until", until.atOffset(ZoneOffset.UTC))
                        .executeUpdate()
                        .chain(() -> session.createNativeQuery(
                                        "delete from " + table + " where " + owner + " = :owner and expires_at <= :now")
                                .setParameter("owner", of)
                                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                                .executeUpdate())
                        .chain(() -> session.createNativeQuery("insert into " + table + " (id, " + owner
                                        + ", sealed, made_at) values (:id, :owner, :sealed, :now)")
                                .setParameter("id", tools.ids().next())
                                .setParameter("owner", of)
                                .setParameter("sealed", tools.sealing().seal(of, secret.bytes()))
                                .setParameter("now", now.atOffset(ZoneOffset.UTC))
                                .executeUpdate())
                        .replaceWithVoid());
    }

    /** Those that are good at a moment, the newest first. */
    public Uni<List<SigningSecret>> good(UUID of, Instant now) {
        return tools.sessions()
                .withSession(session -> OneColumn.select(
                                session,
                                "select sealed from " + table + " where " + owner
                                        + " = :owner and (expires_at is null or expires_at > :now)"
                                        + " order by made_at desc, id desc limit 5",
                                byte[].class)
                        .setParameter("owner", of)
                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new SigningSecret(tools.sealing().open(of, row)))
                        .toList());
    }

    /** It has none any more; joins the open transaction. */
    public Uni<Void> forget(UUID of) {
        return tools.transactions()
                .run(session -> session.createNativeQuery("delete from " + table + " where " + owner + " = :owner")
                        .setParameter("owner", of)
                        .executeUpdate()
                        .replaceWithVoid());
    }
}
