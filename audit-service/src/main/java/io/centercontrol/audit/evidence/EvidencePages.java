package io.centercontrol.audit.evidence;

import io.centercontrol.audit.log.TransparencyLog;
import io.centercontrol.audit.trail.Entries;
import io.centercontrol.audit.trail.Entry;
import io.centercontrol.audit.trail.leaf.Part;
import io.centercontrol.kit.VertxContext;
import io.centercontrol.tlog.HashReader;
import io.centercontrol.tlog.Node;
import io.centercontrol.tlog.Proofs;
import io.centercontrol.tlog.evidence.CanonicalJson;
import io.centercontrol.tlog.evidence.Commitment;
import io.centercontrol.tlog.evidence.EvidenceEntry;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Base64;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The entries of a bundle and the hashes that prove them, read a page at a time. Blocks; for one thread that may. */
final class EvidencePages {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int PAGE = 500;

    private final Entries entries;
    private final TransparencyLog log;
    private final Vertx vertx;
    private final MakeEvidence.Command command;
    private final long size;
    private final Deque<EvidenceEntry> page = new ArrayDeque<>();
    private @Nullable HashReader hashes;
    private long after = -1;
    private boolean isOver;

    EvidencePages(Entries entries, TransparencyLog log, Vertx vertx, MakeEvidence.Command command, long size) {
        this.entries = entries;
        this.log = log;
        this.vertx = vertx;
        this.command = command;
        this.size = size;
    }

    /** By rising index. */
    Iterator<EvidenceEntry> entries() {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                if (page.isEmpty() && !isOver) {
                    fetch();
                }
                return !page.isEmpty();
            }

            @Override
            public EvidenceEntry next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return page.removeFirst();
            }
        };
    }

    /**
     * Of the entry that was given out last, of all of its page, and at first of the consistency proof.
     *
     * @param from the size of the auditor's own checkpoint
     */
    HashReader hashes(long from) {
        hashes = now(() -> log.hashes(Proofs.nodesOfConsistency(from, size), size));
        return node -> Objects.requireNonNull(hashes).hash(node);
    }

    private void fetch() {
        var found = now(() -> entries.part(command.filter(), command.sight(), after, size, PAGE));
        isOver = found.size() < PAGE;
        if (found.isEmpty()) {
            return;
        }
        after = found.getLast().index();
        var places = found.stream().map(Entry::index).toList();
        var nodes = new LinkedHashSet<Node>();
        for (var place : places) {
            nodes.add(new Node(0, place));
            nodes.addAll(Proofs.nodesOfInclusion(place, size));
        }
        hashes = now(() -> log.hashes(nodes, size));
        var leaves = now(() -> log.leaves(places));
        found.forEach(entry -> page.add(
                evidence(entry, Objects.requireNonNull(leaves.get(entry.index()), "each entry has its leaf"))));
    }

    private static EvidenceEntry evidence(Entry entry, String leaf) {
        var opened = entry.parts().entrySet().stream()
                .map(part -> new Commitment(
                        part.getKey(),
                        Base64.getUrlDecoder().decode(part.getValue().salt()),
                        part.getValue().value()))
                .toList();
        return new EvidenceEntry(entry.index(), leaf, opened, erased(entry, leaf));
    }

    private static Map<String, String> erased(Entry entry, String leaf) {
        var erased = new HashMap<String, String>();
        if ((entry.erasedAt() != null || entry.purgedAt() != null)
                && CanonicalJson.readObject(leaf).get("commitments") instanceof Map<?, ?> commitments) {
            commitments.keySet().forEach(part -> {
                if (!entry.parts().containsKey(String.valueOf(part))) {
                    erased.put(String.valueOf(part), by(entry, String.valueOf(part)));
                }
            });
        }
        return erased;
    }

    /** An erasure leaves who did it, and what it took no purge could take any more. */
    private static String by(Entry entry, String part) {
        var erasedAt = entry.erasedAt();
        var purgedAt = entry.purgedAt();
        if (purgedAt != null && (part.equals(Part.ACTOR.key()) || erasedAt == null || erasedAt.isAfter(purgedAt))) {
            return EvidenceEntry.PURGE + entry.purge();
        }
        return entry.certificate() == null
                ? "not signed yet"
                : entry.certificate().toString();
    }

    private <T> T now(Supplier<Uni<T>> question) {
        return VertxContext.apart(vertx, question).await().atMost(PATIENCE);
    }
}
