package io.centercontrol.audit.log.store;

import io.centercontrol.audit.log.Cosignatures;
import io.centercontrol.audit.log.SignedCheckpoint;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.tlog.Hash;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Cosignatures in PostgreSQL, each with its checkpoint, since of those that nobody signed only the newest stay. */
@Singleton
class PostgresCosignatures implements Cosignatures {
    private static final String KEEP = """
            insert into log_cosignature as c (witness, size, root, note, signed_at, lines)
            select :witness, k.size, k.root, k.note, k.signed_at, :lines from log_checkpoint k where k.size = :size
            on conflict (witness) do update set size = excluded.size, root = excluded.root, note = excluded.note,
              signed_at = excluded.signed_at, lines = excluded.lines where c.size < excluded.size
            """;

    private static final String NEWEST = """
            select cast(to_jsonb(r) as text) from (
              select size, encode(min(root), 'base64') as root, min(note) as note, min(signed_at) as signed_at,
                string_agg(lines, '' order by witness) as lines
              from log_cosignature group by size order by size desc limit 1) r
            """;

    private final Mutiny.SessionFactory sessions;
    private final Transactions transactions;

    PostgresCosignatures(Mutiny.SessionFactory sessions, Transactions transactions) {
        this.sessions = sessions;
        this.transactions = transactions;
    }

    private record Row(long size, String root, String note, Instant signedAt, String lines) {}

    @Override
    public Uni<Long> size(String witness) {
        return sessions.withSession(session -> OneColumn.select(
                                session, "select size from log_cosignature where witness = :witness", Long.class)
                        .setParameter("witness", witness)
                        .getSingleResultOrNull())
                .map(size -> size == null ? 0 : size);
    }

    @Override
    public Uni<Void> keep(String witness, long size, List<String> lines) {
        var text = new StringBuilder();
        lines.forEach(line -> text.append(line).append('\n'));
        return transactions.run(session -> session.createNativeQuery(KEEP)
                .setParameter("witness", witness)
                .setParameter("size", size)
                .setParameter("lines", text.toString())
                .executeUpdate()
                .replaceWithVoid());
    }

    @Override
    public Uni<Optional<SignedCheckpoint>> newest() {
        return sessions.withSession(session ->
                        OneColumn.select(session, NEWEST, String.class).getSingleResultOrNull())
                .map(text -> Optional.ofNullable(text)
                        .map(found -> Rows.read(found, Row.class))
                        .map(row -> new SignedCheckpoint(
                                row.size(), Hash.fromBase64(row.root()), row.note() + row.lines(), row.signedAt())));
    }

    @Override
    public Uni<List<Standing>> standings() {
        return sessions.withSession(session -> OneColumn.select(
                                session,
                                "select cast(to_jsonb(r) as text) from (select witness, size from log_cosignature) r order by r.witness",
                                String.class)
                        .getResultList())
                .map(rows ->
                        rows.stream().map(row -> Rows.read(row, Standing.class)).toList());
    }
}
