package io.centercontrol.chaos.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.centercontrol.chaos.history.Subject;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What the operators believe of what they change. It may be out of date; the services tell them so. */
public final class Beliefs {
    private static final int HOT = 5;

    private final CopyOnWriteArrayList<UUID> ids = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<Subject> flags = new CopyOnWriteArrayList<>();
    private final Map<Subject, Belief> beliefs = new ConcurrentHashMap<>();

    /**
     * What one of them is believed to be.
     *
     * @param status a tenant's; empty for what has none
     * @param seen as its service answered; a missing node when only the version is known
     */
    public record Belief(long version, String status, JsonNode seen) {
        boolean isNewsTo(Belief known) {
            return version > known.version || (version == known.version && !seen.isMissingNode());
        }
    }

    /** One was seen as its service answers; what is older than what is known is not news. */
    public void saw(Subject subject, JsonNode answer) {
        saw(
                subject,
                new Belief(
                        answer.path("version").asLong(), answer.path("status").asText(), answer));
    }

    /** A tenant was seen at a version, and no more of it. */
    public void saw(UUID tenant, long version, String status) {
        saw(Subject.tenant(tenant), new Belief(version, status, MissingNode.getInstance()));
    }

    private void saw(Subject subject, Belief seen) {
        beliefs.merge(subject, seen, (known, news) -> news.isNewsTo(known) ? news : known);
        if (subject.isTenant()) {
            ids.addIfAbsent(UUID.fromString(subject.key()));
        } else if (subject.topic().equals(Operators.FLAGS)) {
            flags.addIfAbsent(subject);
        }
    }

    public @Nullable Belief belief(Subject subject) {
        return beliefs.get(subject);
    }

    public @Nullable Belief belief(UUID tenant) {
        return beliefs.get(Subject.tenant(tenant));
    }

    /** The tenants. */
    public List<UUID> ids() {
        return List.copyOf(ids);
    }

    /** The flags. */
    List<Subject> flags() {
        return List.copyOf(flags);
    }

    /** Any tenant; a few come up far more often, so that changes of one tenant meet each other. */
    UUID any(Random random) {
        var hot = random.nextInt(10) == 0;
        return ids.get(random.nextInt(hot ? Math.min(HOT, ids.size()) : ids.size()));
    }
}
