package io.centercontrol.kit.audit;

import io.centercontrol.events.audit.AuditEvent;
import io.vertx.core.Vertx;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes one entry of many that are alike and come in a short time: it has the first's time, the last's, and their number. Only
 * so many kinds are counted at once; whatever comes beyond that is counted together, without saying of whom.
 */
@Singleton
class Coalescing {
    private final int most;
    private final Consumer<AuditEvent> told;
    private final BiConsumer<Duration, Runnable> later;
    private final Clock clock;
    private final Map<Object, Group> open = new HashMap<>();

    /** All of an action that no group of its own is left for. */
    private record Others(String action) {}

    @Inject
    Coalescing(AuditConfig config, AuditBuffer buffer, Vertx vertx, Clock clock) {
        this(
                config.mostGroups(),
                buffer::offer,
                (pause, work) -> vertx.setTimer(Math.max(1, pause.toMillis()), timer -> work.run()),
                clock);
    }

    /**
     * @param told takes what becomes of a group
     * @param later does something after a pause
     */
    Coalescing(int most, Consumer<AuditEvent> told, BiConsumer<Duration, Runnable> later, Clock clock) {
        this.most = most;
        this.told = told;
        this.later = later;
        this.clock = clock;
    }

    /** Those that are counted together. */
    private final class Group {
        private @Nullable AuditEvent event;
        private long count;
        private Instant last = Instant.EPOCH;

        void add(Supplier<AuditEvent> made) {
            if (event == null) {
                event = made.get();
            }
            count++;
            last = clock.instant();
        }

        @Nullable
        AuditEvent ended() {
            var first = event;
            if (first == null) {
                return null;
            }
            return Copies.of(first)
                    .setCount(count)
                    .setLastTime(count > 1 ? last : null)
                    .build();
        }
    }

    /**
     * Counts one more of a kind, all as one entry when the time is over: for what may come in floods.
     *
     * @param kind what they have in common
     * @param made makes an entry of one; not called for each
     */
    synchronized void count(Object kind, String action, Duration within, Supplier<AuditEvent> made) {
        var group = open.get(kind);
        if (group != null) {
            group.add(made);
        } else if (open.size() < most) {
            begin(kind, within).add(made);
        } else {
            var others = new Others(action);
            var rest = open.get(others);
            (rest == null ? begin(others, within) : rest).add(() -> ofNobody(made.get()));
        }
    }

    /**
     * Tells the first of a kind at once, so that nothing can lose it, and counts those that follow until the time is over as a
     * second entry.
     *
     * @param kind what they have in common
     * @param made makes an entry of one; not called for each
     */
    synchronized void firstAtOnce(Object kind, String action, Duration within, Supplier<AuditEvent> made) {
        if (open.containsKey(kind) || open.size() >= most) {
            count(kind, action, within, made);
        } else {
            begin(kind, within);
            told.accept(made.get());
        }
    }

    private Group begin(Object kind, Duration within) {
        var group = new Group();
        open.put(kind, group);
        later.accept(within, () -> end(kind));
        return group;
    }

    private synchronized void end(Object kind) {
        var group = open.remove(kind);
        var event = group == null ? null : group.ended();
        if (event != null) {
            told.accept(event);
        }
    }

    /** Ends all groups now. */
    void endAll() {
        List<Object> kinds;
        synchronized (this) {
            kinds = new ArrayList<>(open.keySet());
        }
        kinds.forEach(this::end);
    }

    private static AuditEvent ofNobody(AuditEvent event) {
        return Copies.of(event)
                .setActor(Actors.nobody())
                .setTenantId(null)
                .setTargets(List.of())
                .setRequest(null)
                .setDetail(Map.of("others", "true"))
                .build();
    }
}
