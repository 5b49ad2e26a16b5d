package io.centercontrol.audit.log.store;

import io.centercontrol.audit.log.CheckpointEncoder;
import io.centercontrol.audit.log.Head;
import io.centercontrol.audit.log.LogConfig;
import io.centercontrol.audit.log.SignedCheckpoint;
import io.centercontrol.audit.log.TransparencyLog;
import io.centercontrol.audit.log.sign.LogKeys;
import io.centercontrol.audit.log.sign.Memory;
import io.centercontrol.kit.outbox.Outbox;
import io.centercontrol.kit.sql.OneColumn;
import io.centercontrol.kit.sql.Rows;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.tlog.Checkpoint;
import io.centercontrol.tlog.Grown;
import io.centercontrol.tlog.Growth;
import io.centercontrol.tlog.Hash;
import io.centercontrol.tlog.HashReader;
import io.centercontrol.tlog.Node;
import io.centercontrol.tlog.Proofs;
import io.centercontrol.tlog.Tile;
import io.centercontrol.tlog.TileHashes;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * Leaves, tiles and checkpoints in one transaction: what is seen of the log is always whole, and signed. The row of its head is the
 * fence between instances.
 */
@Singleton
class PostgresLog implements TransparencyLog {
    private static final String LEAVES = """
            insert into log_leaf (index, text)
            select cast(:first as bigint) + l.position - 1, l.text
            from jsonb_array_elements_text(cast(cast(:leaves as text) as jsonb)) with ordinality as l(text, position)
            """;

    private static final String TILES = """
            insert into log_tile (level, index, hashes)
            select t.level, t.index, decode(t.hashes, 'base64')
            from jsonb_to_recordset(cast(cast(:tiles as text) as jsonb)) as t(level smallint, index bigint, hashes text)
            on conflict (level, index) do update set hashes = excluded.hashes
            """;

    private static final String CHECKPOINT =
            "insert into log_checkpoint (size, root, note, signed_at) values (:size, :root, :note, :now)";

    /** Those that nobody was told of are read by nobody once there is a newer one that was told. */
    private static final String FORGET = "delete from log_checkpoint where not told and size < :told";

    private static final String SIGNED =
            "select cast(to_jsonb(r) as text) from (select size, encode(root, 'base64') as root, note, signed_at"
                    + " from log_checkpoint ";

    private static final String FETCH = """
            select cast(to_jsonb(r) as text) from (
              select t.level, t.index, translate(encode(t.hashes, 'base64'), E'\\n', '') as hashes
              from jsonb_to_recordset(cast(cast(:tiles as text) as jsonb)) as a(level smallint, index bigint)
              join log_tile t on t.level = a.level and t.index = a.index) r
            """;

    /** Any number that no other lock of this database has. */
    private static final long TELLING = 0x74656c6c;

    private final Mutiny.SessionFactory sessions;
    private final Transactions transactions;
    private final LogConfig config;
    private final LogKeys keys;
    private final Memory memory;
    private final CheckpointEncoder encoder;
    private final Outbox outbox;
    private final Clock clock;
    /** The tree as this instance left it; another one's growth is read anew. */
    private volatile Growth known = Growth.empty();

    PostgresLog(
            Mutiny.SessionFactory sessions,
            Transactions transactions,
            LogConfig config,
            LogKeys keys,
            Memory memory,
            CheckpointEncoder encoder,
            Outbox outbox,
            Clock clock) {
        this.sessions = sessions;
        this.transactions = transactions;
        this.config = config;
        this.keys = keys;
        this.memory = memory;
        this.encoder = encoder;
        this.outbox = outbox;
        this.clock = clock;
    }

    private record HeadRow(long size, Instant recordedAt) {}

    private record TileRow(int level, long index, @Nullable String hashes) {
        static TileRow of(Tile tile, byte[] hashes) {
            return new TileRow(tile.level(), tile.index(), Base64.getEncoder().encodeToString(hashes));
        }
    }

    private record CheckpointRow(long size, String root, String note, Instant signedAt) {
        SignedCheckpoint toCheckpoint() {
            return new SignedCheckpoint(size, Hash.fromBase64(root), note, signedAt);
        }
    }

    @Override
    public Uni<Head> lock() {
        return transactions.run(session -> OneColumn.select(
                        session,
                        "select cast(to_jsonb(r) as text) from (select size, recorded_at from log_head for update) r",
                        String.class)
                .getSingleResult()
                .map(row -> Rows.read(row, HeadRow.class))
                .map(row -> new Head(row.size(), row.recordedAt())));
    }

    @Override
    public Uni<Void> append(Head head, List<String> leaves, Instant recorded) {
        return transactions.run(session -> tree(session, head.size()).chain(tree -> {
            memory.check(head.size(), tree.root());
            var grown = tree.append(leaves.stream()
                    .map(leaf -> Hash.ofLeaf(leaf.getBytes(StandardCharsets.UTF_8)))
                    .toList());
            var size = grown.after().size();
            var root = grown.after().root();
            var text = new Checkpoint(config.origin(), size, root).text();
            var signed = new SignedCheckpoint(size, root, keys.sign(text).note(), clock.instant());
            return write(session, head, leaves, grown, signed, recorded)
                    .invoke(() -> Transactions.afterCommit(() -> {
                        known = grown.after();
                        memory.keep(signed);
                    }));
        }));
    }

    private Uni<Void> write(
            Mutiny.Session session,
            Head head,
            List<String> leaves,
            Grown grown,
            SignedCheckpoint signed,
            Instant recorded) {
        var tiles = new ArrayList<TileRow>();
        grown.tiles().forEach((tile, hashes) -> tiles.add(TileRow.of(tile, hashes)));
        return session.createNativeQuery(LEAVES)
                .setParameter("first", head.size())
                .setParameter("leaves", Rows.writeExactly(leaves))
                .executeUpdate()
                .chain(() -> session.createNativeQuery(TILES)
                        .setParameter("tiles", Rows.write(tiles))
                        .executeUpdate())
                .chain(() -> session.createNativeQuery(CHECKPOINT)
                        .setParameter("size", signed.size())
                        .setParameter("root", signed.root().bytes())
                        .setParameter("note", signed.note())
                        .setParameter("now", signed.signedAt().atOffset(ZoneOffset.UTC))
                        .executeUpdate())
                .chain(() -> session.createNativeQuery("update log_head set size = :size, recorded_at = :recorded")
                        .setParameter("size", signed.size())
                        .setParameter("recorded", recorded.atOffset(ZoneOffset.UTC))
                        .executeUpdate())
                .replaceWithVoid();
    }

    private Uni<Growth> tree(Mutiny.Session session, long size) {
        var here = known;
        return here.size() == size
                ? Uni.createFrom().item(here)
                : tiles(session, Tile.edge(size)).map(tiles -> Growth.of(size, tile -> found(tiles, tile)));
    }

    @Override
    public Uni<SignedCheckpoint> newest() {
        return sessions.withSession(session -> newest(session, ""))
                .map(found -> found.orElseGet(() -> {
                    var text = new Checkpoint(config.origin(), 0, Hash.EMPTY).text();
                    return new SignedCheckpoint(0, Hash.EMPTY, keys.sign(text).note(), clock.instant());
                }));
    }

    private static Uni<Optional<SignedCheckpoint>> newest(Mutiny.Session session, String which) {
        return OneColumn.select(session, SIGNED + which + " order by size desc limit 1) r", String.class)
                .getSingleResultOrNull()
                .map(row -> Optional.ofNullable(row)
                        .map(text -> Rows.read(text, CheckpointRow.class).toCheckpoint()));
    }

    @Override
    public Uni<Optional<byte[]>> tile(Tile tile) {
        return sessions.withSession(session -> OneColumn.select(
                                session,
                                "select substring(hashes for :bytes) from log_tile where level = :level and index = :index"
                                        + " and length(hashes) >= :bytes",
                                byte[].class)
                        .setParameter("level", tile.level())
                        .setParameter("index", tile.index())
                        .setParameter("bytes", tile.bytes())
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    @Override
    public Uni<List<String>> leaves(long from, int count) {
        return sessions.withSession(session -> OneColumn.select(
                        session,
                        "select text from log_leaf where index >= :from and index < :to order by index",
                        String.class)
                .setParameter("from", from)
                .setParameter("to", from + count)
                .getResultList());
    }

    private record Leaf(long index, String text) {}

    @Override
    public Uni<Map<Long, String>> leaves(Collection<Long> at) {
        return sessions.withSession(session -> OneColumn.select(
                                session,
                                "select cast(to_jsonb(l) as text) from log_leaf l where l.index in (select cast(i as bigint) from"
                                        + " jsonb_array_elements_text(cast(cast(:at as text) as jsonb)) i)",
                                String.class)
                        .setParameter("at", Rows.write(at))
                        .getResultList())
                .map(rows -> {
                    var leaves = new HashMap<Long, String>();
                    for (var row : rows) {
                        var leaf = Rows.read(row, Leaf.class);
                        leaves.put(leaf.index(), leaf.text());
                    }
                    return leaves;
                });
    }

    @Override
    public Uni<Void> check() {
        return newest().invoke(newest -> memory.check(newest.size(), newest.root()))
                .replaceWithVoid();
    }

    @Override
    public Uni<HashReader> hashes(Collection<Node> nodes, long size) {
        return sessions.withSession(session -> hashes(session, nodes, size));
    }

    private static Uni<HashReader> hashes(Mutiny.Session session, Collection<Node> nodes, long size) {
        return tiles(session, TileHashes.tiles(nodes, size))
                .map(tiles -> new TileHashes(size, tile -> found(tiles, tile)));
    }

    private record Place(int level, long index) {}

    private static Uni<Map<Place, byte[]>> tiles(Mutiny.Session session, Collection<Tile> tiles) {
        if (tiles.isEmpty()) {
            return Uni.createFrom().item(Map.of());
        }
        return OneColumn.select(session, FETCH, String.class)
                .setParameter(
                        "tiles",
                        Rows.write(tiles.stream()
                                .map(tile -> new TileRow(tile.level(), tile.index(), null))
                                .toList()))
                .getResultList()
                .map(rows -> {
                    var found = new HashMap<Place, byte[]>();
                    for (var text : rows) {
                        var row = Rows.read(text, TileRow.class);
                        found.put(
                                new Place(row.level(), row.index()),
                                Base64.getDecoder().decode(Objects.requireNonNull(row.hashes())));
                    }
                    return found;
                });
    }

    private static byte[] found(Map<Place, byte[]> tiles, Tile tile) {
        var bytes = tiles.get(new Place(tile.level(), tile.index()));
        if (bytes == null) {
            throw new IllegalStateException("the log lacks " + tile.path());
        }
        return bytes;
    }

    @Override
    public Uni<Boolean> tell() {
        return transactions.run(session -> OneColumn.select(
                        session, "select pg_try_advisory_xact_lock(" + TELLING + ")", Boolean.class)
                .getSingleResult()
                .chain(mine -> mine ? newest(session, "") : Uni.createFrom().item(Optional.<SignedCheckpoint>empty()))
                .chain(newest -> newest.isEmpty()
                        ? Uni.createFrom().item(false)
                        : newest(session, "where told").chain(told -> tell(session, newest.get(), told))));
    }

    private Uni<Boolean> tell(Mutiny.Session session, SignedCheckpoint newest, Optional<SignedCheckpoint> told) {
        var from = told.map(SignedCheckpoint::size).orElse(0L);
        if (from == newest.size()) {
            return Uni.createFrom().item(false);
        }
        return hashes(session, Proofs.nodesOfConsistency(from, newest.size()), newest.size())
                .map(hashes -> Proofs.consistency(hashes, from, newest.size()))
                .chain(proof -> outbox.append(session, encoder.encode(newest, from, proof)))
                .chain(() -> session.createNativeQuery("update log_checkpoint set told = true where size = :size")
                        .setParameter("size", newest.size())
                        .executeUpdate())
                .chain(() -> session.createNativeQuery(FORGET)
                        .setParameter("told", newest.size())
                        .executeUpdate())
                .replaceWith(true);
    }
}
