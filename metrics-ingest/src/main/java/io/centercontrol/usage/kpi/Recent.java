package io.centercontrol.usage.kpi;

import io.centercontrol.kit.Rounds;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Answers about all tenants, which take long to count and are asked for again and again. One that is there is given at once, and
 * says of when it is; as long as somebody asks for it, it is counted anew every {@code cc.kpi.fresh}, by nobody who waits.
 */
@ApplicationScoped
public class Recent {
    /** So many questions are remembered: more, and the memory and the time for them would grow with what people think of. */
    private static final int MOST = 50;

    private static final Duration IDLE = Duration.ofMinutes(10);

    /** What is older than so many times the time after which it should have been counted anew is not given any more. */
    private static final int STALE = 5;

    private final Map<Object, Entry> entries = new ConcurrentHashMap<>();
    private final Rounds rounds;
    private final KpiConfig config;
    private final Clock clock;

    Recent(Rounds rounds, KpiConfig config, Clock clock) {
        this.rounds = rounds;
        this.config = config;
        this.clock = clock;
    }

    /** An answer, and of when it is. */
    public record Answer<V>(V value, Instant asOf) {}

    private record Entry(Supplier<? extends Uni<?>> count, Answer<?> answer, Instant askedAt) {
        Entry asked(Instant now) {
            return new Entry(count, answer, now);
        }

        Entry with(Answer<?> newer) {
            return new Entry(count, newer, askedAt);
        }
    }

    void begin(@Observes StartupEvent event) {
        rounds.begin("recent figures of tenants", config.fresh(), () -> renew().replaceWith(config.fresh()));
    }

    /**
     * The answer to a question.
     *
     * @param question equal to every one that is asked with the same {@code count}
     * @param count gives the answer anew
     */
    @SuppressWarnings("unchecked") // equal questions have answers of one type
    public <V> Uni<Answer<V>> to(Object question, Supplier<Uni<V>> count) {
        var now = clock.instant();
        var known = entries.computeIfPresent(question, (same, entry) -> entry.asked(now));
        var oldest = now.minus(config.fresh().multipliedBy(STALE));
        if (known != null && known.answer().asOf().isAfter(oldest)) {
            return Uni.createFrom().item((Answer<V>) known.answer());
        }
        return count.get().map(value -> {
            var answer = new Answer<>(value, now);
            if (entries.size() < MOST || entries.containsKey(question)) {
                entries.put(question, new Entry(count, answer, now));
            }
            return answer;
        });
    }

    /** Counts anew what is still asked for, one after the other, and forgets the rest. */
    Uni<Void> renew() {
        var idle = clock.instant().minus(IDLE);
        entries.values().removeIf(entry -> entry.askedAt().isBefore(idle));
        return Multi.createFrom()
                .iterable(entries.entrySet())
                .onItem()
                .transformToUniAndConcatenate(this::renew)
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> renew(Map.Entry<Object, Entry> one) {
        var now = clock.instant();
        return one.getValue()
                .count()
                .get()
                .invoke(value -> entries.computeIfPresent(
                        one.getKey(), (same, entry) -> entry.with(new Answer<Object>(value, now))))
                .replaceWithVoid();
    }
}
