package io.centercontrol.flags.rollouts;

import io.centercontrol.flags.authoring.Flags;
import io.centercontrol.flags.authoring.Held;
import io.centercontrol.flags.rollouts.Rollouts.Due;
import io.centercontrol.flags.rollouts.model.Outlook;
import io.centercontrol.flags.rollouts.model.Rollout;
import io.centercontrol.flags.rollouts.model.RolloutState;
import io.centercontrol.flags.rollouts.model.Sighting;
import io.centercontrol.flags.rollouts.model.Then;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Time has passed: rollouts take their next steps, or are stopped by a guard. Each in a transaction of its own, in which it is
 * looked at again: another instance may have been faster.
 */
@ApplicationScoped
public class FollowRollouts {
    private static final Logger LOG = Logger.getLogger(FollowRollouts.class);
    private static final Actor SERVICE = Actor.service("flag-service");

    private final Transactions transactions;
    private final Flags flags;
    private final Rollouts rollouts;
    private final GuardMeasures guards;
    private final MoveFlag moveFlag;
    private final RolloutTimes times;
    private final Clock clock;

    FollowRollouts(
            Transactions transactions,
            Flags flags,
            Rollouts rollouts,
            GuardMeasures guards,
            MoveFlag moveFlag,
            RolloutTimes times,
            Clock clock) {
        this.transactions = transactions;
        this.flags = flags;
        this.rollouts = rollouts;
        this.guards = guards;
        this.moveFlag = moveFlag;
        this.times = times;
        this.clock = clock;
    }

    /**
     * How much at once.
     *
     * @param most most rollouts
     */
    public record Command(int most) {}

    /** How many were to be looked at; as many as asked for when there may be more. */
    public Uni<Integer> run(Command command) {
        return transactions
                .run(() -> rollouts.due(clock.instant(), command.most()))
                .chain(due -> Multi.createFrom()
                        .iterable(due)
                        .onItem()
                        .transformToUniAndConcatenate(this::follow)
                        .onItem()
                        .ignoreAsUni()
                        .replaceWith(due.size()));
    }

    private Uni<Void> follow(Due due) {
        return look(due)
                .onFailure(RefusedException.class)
                .recoverWithUni(refused -> stop(
                        due,
                        "The next step is refused: "
                                + ((RefusedException) refused).refusal().message()))
                .onFailure()
                .invoke(failure -> LOG.warnf("the rollout %s waits: %s", due.id(), failure))
                .onFailure()
                .recoverWithNull();
    }

    /** Nearly always there is nothing to be done, and so nothing to be locked. */
    private Uni<Void> look(Due due) {
        var now = clock.instant();
        return rollouts.get(due.id())
                .chain(rollout -> guards.now(rollout, now).chain(seen -> {
                    if (rollout.outlook(seen, now) instanceof Outlook.Stay) {
                        return rollouts.lookAgain(rollout.id(), rollout.version(), nextLook(rollout, now));
                    }
                    return transactions.run(() -> flags.hold(due.flag())
                            .chain(held -> rollouts.lock(due.id(), null)
                                    .chain(locked ->
                                            guards.now(locked, now).chain(sees -> decide(locked, held, sees, now)))));
                }));
    }

    private Uni<Void> decide(Rollout rollout, Held held, List<Sighting> seen, Instant now) {
        return switch (rollout.outlook(seen, now)) {
            case Outlook.Go _ ->
                moveFlag.on(rollout, held.flag().state(), seen, because("Its time has come."), now)
                        .replaceWithVoid();
            case Outlook.Stop stop ->
                stop.then() == Then.TAKE_BACK
                        ? moveFlag.back(rollout, stop.why(), seen, because(stop.why()), now)
                                .replaceWithVoid()
                        : rollouts.save(rollout.pause(stop.why(), seen, SERVICE, now), because(stop.why()));
            case Outlook.Stay _ -> Uni.createFrom().voidItem();
        };
    }

    /** What the flag refuses at its time stops the rollout, with the refusal's words. */
    private Uni<Void> stop(Due due, String why) {
        return transactions.run(() -> rollouts.lock(due.id(), null)
                .chain(rollout -> rollout.state() == RolloutState.SCHEDULED || rollout.state() == RolloutState.RUNNING
                        ? rollouts.save(rollout.pause(why, List.of(), SERVICE, clock.instant()), because(why))
                        : Uni.createFrom().voidItem()));
    }

    /** Null for not before something is said or done. */
    private @Nullable Instant nextLook(Rollout rollout, Instant now) {
        var step = rollout.stepDueAt();
        var toCome = step != null && step.isAfter(now) ? step : null;
        if (rollout.state() != RolloutState.RUNNING || !rollout.plan().isMeasured()) {
            return toCome;
        }
        var look = now.plus(times.look());
        return toCome != null && toCome.isBefore(look) ? toCome : look;
    }

    private static Cause because(String why) {
        return new Cause(SERVICE, why, null, null);
    }
}
