package io.centercontrol.kit.keys;

import io.centercontrol.kernel.ProgramKey;
import io.centercontrol.kit.Rounds;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The keys that are good, in memory: to look one up waits for nothing. Compared with the database once a second, so that a
 * new key is taken and a revoked one refused by every instance within about that; while the database is away it stays as it
 * was, and expired keys are refused all the same.
 *
 * @param <H> a key as it is held
 */
public final class HeldKeys<H extends HeldKey> {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final Duration TELL = Duration.ofSeconds(5);

    private final Source<H> source;
    private final Clock clock;
    private final Map<UUID, Instant> told = new HashMap<>();
    private volatile Map<UUID, H> good = Map.of();
    private volatile String stamp = "";

    private HeldKeys(Source<H> source, Clock clock) {
        this.source = source;
        this.clock = clock;
    }

    /** Those of a database; none before the first look. */
    public static <K extends ProgramKey, H extends HeldKey> HeldKeys<H> of(
            Keys<K> keys, Function<Keys.Hashed<K>, H> holding, Clock clock) {
        return new HeldKeys<>(
                new Source<>() {
                    @Override
                    public Uni<String> stamp() {
                        return keys.stamp();
                    }

                    @Override
                    public Uni<Map<UUID, H>> all(Map<UUID, H> before) {
                        return keys.active().map(all -> {
                            var next = new HashMap<UUID, H>();
                            for (var one : all) {
                                var known = before.get(one.key().id());
                                next.put(one.key().id(), known == null ? holding.apply(one) : known);
                            }
                            return Map.copyOf(next);
                        });
                    }

                    @Override
                    public Uni<Void> used(Map<UUID, Instant> times) {
                        return keys.used(times);
                    }
                },
                clock);
    }

    /** The database, whatever its keys are. */
    private interface Source<H> {
        Uni<String> stamp();

        Uni<Map<UUID, H>> all(Map<UUID, H> before);

        Uni<Void> used(Map<UUID, Instant> times);
    }

    /**
     * Keeps this ring and the database together from now on. A round that fails leaves the ring as it was.
     *
     * @param what the keys, for the log
     */
    public void begin(Rounds rounds, String what) {
        rounds.begin("the good " + what, Duration.ofMillis(1), () -> look().replaceWith(LOOK));
        rounds.begin("when " + what + " were used", TELL, () -> tell().replaceWith(TELL));
    }

    /**
     * The key that a program sent, which is used by that.
     *
     * @param opens whether a key is for what the program wants
     * @return null when it is not good for this: made up, revoked, expired, or for something else
     */
    public @Nullable H find(String token, Predicate<H> opens) {
        var id = Secret.id(token);
        var key = id == null ? null : good.get(id);
        return key == null || !opens.test(key) || !key.isOf(token) ? null : used(key);
    }

    /** The key of an id, which is used by that, when it passes a test of its own; null when it is not good. */
    public @Nullable H find(UUID id, Predicate<H> passes) {
        var key = good.get(id);
        return key == null || !passes.test(key) ? null : used(key);
    }

    /** Whether a key that was found some time ago is good still; for streams. */
    public boolean isGood(H key) {
        return good.containsKey(key.id()) && !key.isOver(clock.millis());
    }

    private @Nullable H used(H key) {
        var now = clock.millis();
        if (key.isOver(now)) {
            return null;
        }
        key.use(now);
        return key;
    }

    /** Compares with the database, and takes over what is other. */
    public Uni<Void> look() {
        return source.stamp()
                .chain(current -> current.equals(stamp)
                        ? Uni.createFrom().voidItem()
                        : source.all(good)
                                .invoke(next -> {
                                    good = next;
                                    stamp = current;
                                })
                                .replaceWithVoid());
    }

    /** Tells when keys were used that were used since this was told last. */
    public Uni<Void> tell() {
        var news = new HashMap<UUID, Instant>();
        good.forEach((id, key) -> {
            var time = key.lastUsed();
            if (time != null && !time.equals(told.get(id))) {
                news.put(id, time);
            }
        });
        return news.isEmpty()
                ? Uni.createFrom().voidItem()
                : source.used(news).invoke(() -> {
                    told.keySet().retainAll(good.keySet());
                    told.putAll(news);
                });
    }
}
