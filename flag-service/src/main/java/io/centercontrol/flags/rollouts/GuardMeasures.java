package io.centercontrol.flags.rollouts;

import io.centercontrol.flags.rollouts.model.Baseline;
import io.centercontrol.flags.rollouts.model.Guard;
import io.centercontrol.flags.rollouts.model.Plan;
import io.centercontrol.flags.rollouts.model.Rollout;
import io.centercontrol.flags.rollouts.model.Sighting;
import io.centercontrol.flags.use.ServiceMeasures;
import io.centercontrol.flags.use.ServiceMinute;
import io.centercontrol.flags.use.model.Calls;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** What the guards of a rollout see: what tenant services have counted, and what was said. */
@ApplicationScoped
class GuardMeasures {
    private static final Duration BEFORE = Duration.ofHours(1);
    private static final Baseline UNKNOWN = new Baseline(null);

    private final ServiceMeasures measures;

    GuardMeasures(ServiceMeasures measures) {
        this.measures = measures;
    }

    /** What each of them sees at this moment, in their order. */
    Uni<List<Sighting>> now(Rollout rollout, Instant now) {
        var guards = rollout.plan().guards();
        // By whole minutes, as they are counted: the one in which the step was taken is the first.
        var since = Objects.requireNonNullElse(rollout.since(), now);
        var first = since.truncatedTo(ChronoUnit.MINUTES);
        return calls(guards, guard -> later(now.minus(guard.window()), first), now)
                .map(calls -> {
                    var seen = new ArrayList<Sighting>();
                    for (var at = 0; at < guards.size(); at++) {
                        seen.add(
                                switch (guards.get(at)) {
                                    case Guard.OfService one -> one.judge(calls.get(at), before(rollout, at), now);
                                    case Guard.OfWord one -> one.judge(rollout.word(), since);
                                });
                    }
                    return List.copyOf(seen);
                });
    }

    /** What the measure of each of them was in the hour before this moment. */
    Uni<List<Baseline>> before(Plan plan, Instant now) {
        var guards = plan.guards();
        return calls(guards, guard -> guard.timesBefore() == null ? now : now.minus(BEFORE), now)
                .map(calls -> {
                    var before = new ArrayList<Baseline>();
                    for (var at = 0; at < guards.size(); at++) {
                        before.add(
                                switch (guards.get(at)) {
                                    case Guard.OfService one -> one.before(calls.get(at));
                                    case Guard.OfWord _ -> UNKNOWN;
                                });
                    }
                    return List.copyOf(before);
                });
    }

    private static Baseline before(Rollout rollout, int at) {
        return rollout.before().isEmpty() ? UNKNOWN : rollout.before().get(at);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private Uni<List<Calls>> calls(List<Guard> guards, Function<Guard.OfService, Instant> from, Instant to) {
        return Multi.createFrom()
                .iterable(guards)
                .onItem()
                .transformToUniAndConcatenate(guard -> switch (guard) {
                    case Guard.OfService one ->
                        measures.between(one.service(), from.apply(one), to)
                                .map(minutes -> minutes.stream()
                                        .map(ServiceMinute::calls)
                                        .reduce(Calls.NONE, Calls::plus));
                    case Guard.OfWord _ -> Uni.createFrom().item(Calls.NONE);
                })
                .collect()
                .asList();
    }
}
