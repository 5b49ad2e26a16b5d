package io.centercontrol.audit.log;

import io.centercontrol.tlog.HashReader;
import io.centercontrol.tlog.Node;
import io.centercontrol.tlog.Tile;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The log: it only grows, and each length that it ever had was signed once. */
public interface TransparencyLog {
    /** Where the log ends. Nobody else lengthens it until the open transaction ends. */
    Uni<Head> lock();

    /**
     * Lengthens the log and signs how long it is now, in the open transaction, which holds the {@link #lock}.
     *
     * @param leaves canonical texts, at least one
     * @param recorded by {@link Head#next}
     * @return fails with {@link LogRewoundException} when the log is not the one that was signed
     */
    Uni<Void> append(Head head, List<String> leaves, Instant recorded);

    /** The newest checkpoint; one of an empty log when there is nothing. */
    Uni<SignedCheckpoint> newest();

    /** A tile's bytes; empty when the log is not so long. */
    Uni<Optional<byte[]>> tile(Tile tile);

    /** The texts of so many leaves from an index on; fewer where the log ends. */
    Uni<List<String>> leaves(long from, int count);

    /** The texts of the leaves at these places, by place. */
    Uni<Map<Long, String>> leaves(Collection<Long> at);

    /** Hashes of these nodes of the tree of that size, fetched at once. */
    Uni<HashReader> hashes(Collection<Node> nodes, long size);

    /** Fails with {@link LogRewoundException} when the database does not hold the log that this instance has signed or seen. */
    Uni<Void> check();

    /**
     * Tells the newest checkpoint, if it was not told, with the proof from the one that was told before.
     *
     * @return whether there was one to tell
     */
    Uni<Boolean> tell();
}
