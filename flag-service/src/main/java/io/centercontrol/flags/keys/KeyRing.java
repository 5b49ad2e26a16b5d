package io.centercontrol.flags.keys;

import io.centercontrol.flags.keys.model.Scope;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The keys that are good, in memory: to look one up waits for nothing. Compared with the database twice a second, so that a
 * new key is taken and a revoked one refused by every instance within a second; while the database is away it stays as it
 * was, and expired keys are refused all the same.
 */
@ApplicationScoped
public class KeyRing {
    private final SdkKeys keys;
    private final Clock clock;
    private final Map<UUID, Instant> told = new HashMap<>();
    private volatile Map<UUID, GoodKey> good = Map.of();
    private volatile String stamp = "";

    KeyRing(SdkKeys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    /**
     * The key that a program sent.
     *
     * @return null when it is not good for this: made up, revoked, expired, or of another scope
     */
    public @Nullable GoodKey find(String token, Scope scope) {
        var id = Secret.id(token);
        var key = id == null ? null : good.get(id);
        if (key == null || !key.opens(scope) || !key.isOf(token)) {
            return null;
        }
        return used(key);
    }

    /** The key in whose name a {@linkplain GoodKey#ticket ticket} was given out; null when it is not good any more. */
    public @Nullable GoodKey findByTicket(String ticket) {
        var parts = ticket.split("\\.", -1);
        if (parts.length != 3 || parts[0].length() != 36) {
            return null;
        }
        try {
            var key = good.get(UUID.fromString(parts[0]));
            return key == null || !key.opens(Scope.OFREP) || !key.isTicket(ticket, clock.millis()) ? null : used(key);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Whether a key that was found some time ago is good still; for streams. */
    public boolean isGood(GoodKey key) {
        return good.containsKey(key.id()) && !key.isOver(clock.millis());
    }

    private @Nullable GoodKey used(GoodKey key) {
        var now = clock.millis();
        if (key.isOver(now)) {
            return null;
        }
        key.use(now);
        return key;
    }

    /** Compares with the database, and takes over what is other. */
    Uni<Void> look() {
        return keys.stamp()
                .chain(current -> current.equals(stamp)
                        ? Uni.createFrom().voidItem()
                        : keys.active()
                                .invoke(all -> {
                                    var next = new HashMap<UUID, GoodKey>();
                                    for (var one : all) {
                                        var id = one.key().id();
                                        var before = good.get(id);
                                        next.put(id, before == null ? new GoodKey(one) : before);
                                    }
                                    good = Map.copyOf(next);
                                    stamp = current;
                                })
                                .replaceWithVoid());
    }

    /** Tells when keys were used that were used since this was told last. */
    Uni<Void> tell() {
        var news = new HashMap<UUID, Instant>();
        good.forEach((id, key) -> {
            var time = key.lastUsed();
            if (time != null && !time.equals(told.get(id))) {
                news.put(id, time);
            }
        });
        return news.isEmpty()
                ? Uni.createFrom().voidItem()
                : keys.used(news).invoke(() -> {
                    told.keySet().retainAll(good.keySet());
                    told.putAll(news);
                });
    }
}
