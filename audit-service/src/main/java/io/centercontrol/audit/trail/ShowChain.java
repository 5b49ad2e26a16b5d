package io.centercontrol.audit.trail;

import io.centercontrol.audit.trail.model.Sight;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one request caused, through all services, as a tree: an entry stands under the one whose event it answers, as far as
 * that may be seen.
 */
@ApplicationScoped
public class ShowChain {
    private static final int MOST = 500;
    private static final int MOST_QUESTIONS = 50;

    private final Entries entries;

    ShowChain(Entries entries) {
        this.entries = entries;
    }

    /** The chain that an event is in, as somebody may see it. */
    public record Command(UUID event, Sight sight) {}

    /**
     * A place in the tree. Those of one tree come depth first, what happened earlier before what happened later.
     *
     * @param depth 0 for what nothing led to
     * @param parent the event that it answers, if that is in the chain
     */
    public record Link(Entry entry, int depth, @Nullable UUID parent) {}

    /**
     * The chain.
     *
     * @param isWhole false when there is more than anybody reads
     */
    public record Chain(List<Link> links, boolean isWhole) {}

    /** Refuses an event that there is no entry of. */
    public Uni<Chain> run(Command command) {
        return entries.get(command.event(), command.sight()).chain(entry -> {
            var correlation = entry.correlationId();
            var trace = entry.traceId();
            var shared = correlation != null
                    ? EntryFilter.correlated(correlation)
                    : trace != null ? EntryFilter.traced(trace) : null;
            var known = new LinkedHashMap<UUID, Entry>();
            known.put(entry.eventId(), entry);
            return shared == null
                    ? answers(new ArrayList<>(List.of(entry)), known, command.sight(), MOST_QUESTIONS)
                            .map(ShowChain::tree)
                    : entries.find(shared, command.sight(), true, MOST, null).map(found -> {
                        found.items().forEach(one -> known.put(one.eventId(), one));
                        return new Chain(links(known), found.next() == null);
                    });
        });
    }

    private static Chain tree(Walk walk) {
        return new Chain(links(walk.known()), walk.isWhole());
    }

    private record Walk(Map<UUID, Entry> known, boolean isWhole) {}

    /** From event to event, where nothing ties them but what each answers. */
    private Uni<Walk> answers(List<Entry> open, Map<UUID, Entry> known, Sight sight, int left) {
        if (open.isEmpty() || left == 0) {
            return Uni.createFrom().item(new Walk(known, open.isEmpty()));
        }
        var next = open.removeFirst();
        return entries.find(EntryFilter.causedBy(next.eventId().toString()), sight, true, MOST, null)
                .chain(found -> {
                    found.items().forEach(one -> {
                        if (known.put(one.eventId(), one) == null) {
                            open.add(one);
                        }
                    });
                    return answers(open, known, sight, left - 1);
                });
    }

    private static List<Link> links(Map<UUID, Entry> known) {
        var children = new LinkedHashMap<UUID, List<Entry>>();
        var roots = new ArrayList<Entry>();
        known.values().stream().sorted(Comparator.comparing(Entry::index)).forEach(entry -> {
            var parent = parent(entry, known);
            if (parent == null) {
                roots.add(entry);
            } else {
                children.computeIfAbsent(parent, _ -> new ArrayList<>()).add(entry);
            }
        });
        var links = new ArrayList<Link>();
        roots.forEach(root -> add(root, 0, null, children, links));
        return links;
    }

    private static void add(
            Entry entry, int depth, @Nullable UUID parent, Map<UUID, List<Entry>> children, List<Link> links) {
        links.add(new Link(entry, depth, parent));
        // Taken out: what answers each other in a circle, as only a liar's events can, is told once.
        var under = children.remove(entry.eventId());
        if (under != null) {
            under.forEach(child -> add(child, depth + 1, entry.eventId(), children, links));
        }
    }

    private static @Nullable UUID parent(Entry entry, Map<UUID, Entry> known) {
        var causation = entry.causationId();
        if (causation == null || causation.length() != 36) {
            return null;
        }
        try {
            var id = UUID.fromString(causation);
            return known.containsKey(id) && !id.equals(entry.eventId()) ? id : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
