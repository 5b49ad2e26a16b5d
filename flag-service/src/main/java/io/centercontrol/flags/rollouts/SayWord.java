package io.centercontrol.flags.rollouts;

import io.centercontrol.flags.authoring.Flags;
import io.centercontrol.flags.rollouts.model.Rollout;
import io.centercontrol.flags.rollouts.model.Sighting;
import io.centercontrol.flags.rollouts.model.Then;
import io.centercontrol.flags.rollouts.model.WordVerdict;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Somebody, a program as a rule, says how a rollout goes: a bad word stops it in the same transaction. */
@ApplicationScoped
public class SayWord {
    private final Transactions transactions;
    private final Flags flags;
    private final Rollouts rollouts;
    private final GuardMeasures guards;
    private final MoveFlag moveFlag;
    private final Clock clock;

    SayWord(
            Transactions transactions,
            Flags flags,
            Rollouts rollouts,
            GuardMeasures guards,
            MoveFlag moveFlag,
            Clock clock) {
        this.transactions = transactions;
        this.flags = flags;
        this.rollouts = rollouts;
        this.guards = guards;
        this.moveFlag = moveFlag;
        this.clock = clock;
    }

    /** What is said of which one, and why. */
    public record Command(UUID id, WordVerdict verdict, String reason, Cause cause) {}

    /** Takes the word; refuses one that no guard asks for, and of what does not run. */
    public Uni<Rollout> run(Command command) {
        var now = clock.instant();
        return transactions.run(() -> rollouts.get(command.id())
                .chain(known -> flags.hold(known.flag()))
                .chain(() -> rollouts.lock(command.id(), null))
                .chain(rollout -> {
                    var said = rollout.said(
                            command.verdict(), command.reason(), command.cause().actor(), now);
                    return rollouts.save(said, command.cause())
                            .chain(() -> command.verdict() == WordVerdict.GOOD
                                    ? Uni.createFrom().item(said.next())
                                    : stopped(said.next(), command, now));
                }));
    }

    private Uni<Rollout> stopped(Rollout rollout, Command command, Instant now) {
        return guards.now(rollout, now)
                .chain(seen -> rollout.plan().onBadWord() == Then.TAKE_BACK
                        ? moveFlag.back(rollout, command.reason(), seen, command.cause(), now)
                        : paused(rollout, command, seen, now));
    }

    private Uni<Rollout> paused(Rollout rollout, Command command, List<Sighting> seen, Instant now) {
        var paused = rollout.pause(command.reason(), seen, command.cause().actor(), now);
        return rollouts.save(paused, command.cause()).replaceWith(paused.next());
    }
}
