package io.centercontrol.chaos.load;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What the operators believe of the tenants. It may be out of date; the registry tells them so. */
public final class Tenants {
    private static final int HOT = 5;

    private final CopyOnWriteArrayList<UUID> ids = new CopyOnWriteArrayList<>();
    private final Map<UUID, Belief> beliefs = new ConcurrentHashMap<>();

    /** What one tenant is believed to be. */
    public record Belief(long version, String status) {}

    /** A tenant was seen at a version; what is older than what is known is not news. */
    public void saw(UUID tenant, long version, String status) {
        if (beliefs.merge(
                        tenant,
                        new Belief(version, status),
                        (known, news) -> news.version() >= known.version() ? news : known)
                != null) {
            ids.addIfAbsent(tenant);
        }
    }

    public @Nullable Belief belief(UUID tenant) {
        return beliefs.get(tenant);
    }

    public List<UUID> ids() {
        return List.copyOf(ids);
    }

    /** Any of them; a few come up far more often, so that changes of one tenant meet each other. */
    UUID any(Random random) {
        var hot = random.nextInt(10) == 0;
        return ids.get(random.nextInt(hot ? Math.min(HOT, ids.size()) : ids.size()));
    }
}
