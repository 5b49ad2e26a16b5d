package io.centercontrol.flags.rollouts;

import io.centercontrol.flags.authoring.Flags;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.rollouts.model.Rollout;
import io.centercontrol.flags.rollouts.model.Sighting;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.aggregate.Written;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a rollout does to its flag; all of it for who has locked the flag and then the rollout. */
@ApplicationScoped
class MoveFlag {
    private final Flags flags;
    private final Rollouts rollouts;
    private final GuardMeasures guards;

    MoveFlag(Flags flags, Rollouts rollouts, GuardMeasures guards) {
        this.flags = flags;
        this.rollouts = rollouts;
        this.guards = guards;
    }

    /** The next step is taken, or the whole is completed; refuses what must not go on. */
    Uni<Rollout> on(Rollout rollout, Flag flag, List<Sighting> seen, Cause cause, Instant now) {
        rollout.mustGoOn(flag);
        var share = rollout.nextShare();
        var words = inWords(rollout);
        if (share == null) {
            return flags.change(
                            flag.key(),
                            null,
                            because(rollout, words, cause),
                            (current, evaluators) -> current.completeRollout(evaluators, now))
                    .map(Written::kept)
                    .chain(kept -> saved(
                            rollout.completed(kept.state().version(), kept.eventId(), seen, cause.actor(), now),
                            cause));
        }
        return guards.before(rollout.plan(), now)
                .chain(before -> flags.change(
                                flag.key(),
                                null,
                                because(rollout, words, cause),
                                (current, evaluators) -> current.rollOut(share, evaluators, now))
                        .map(Written::kept)
                        .chain(kept -> saved(
                                rollout.stepped(kept.state().version(), kept.eventId(), seen, before, now), cause)));
    }

    /** Whom it has reached gets the default again; one that has reached nobody is cancelled. */
    Uni<Rollout> back(Rollout rollout, String why, List<Sighting> seen, Cause cause, Instant now) {
        rollout.mustBeLive();
        if (!rollout.hasReached()) {
            return saved(rollout.takenBack(why, null, null, seen, cause.actor(), now), cause);
        }
        return flags.change(
                        rollout.flag(),
                        null,
                        because(rollout, why, cause),
                        (current, evaluators) -> current.rollOut(null, evaluators, now))
                .map(Written::kept)
                .chain(kept -> saved(takenBack(rollout, kept, why, seen, cause, now), cause));
    }

    private static Change<Rollout> takenBack(
            Rollout rollout, Kept<Flag> kept, String why, List<Sighting> seen, Cause cause, Instant now) {
        return rollout.takenBack(why, kept.state().version(), kept.eventId(), seen, cause.actor(), now);
    }

    private Uni<Rollout> saved(Change<Rollout> step, Cause cause) {
        return rollouts.save(step, cause).replaceWith(step.next());
    }

    /** The flag's history tells which rollout it was by this causation. */
    private static Cause because(Rollout rollout, String words, Cause cause) {
        return new Cause(
                cause.actor(), words, cause.correlationId(), rollout.id().toString());
    }

    private static String inWords(Rollout rollout) {
        var share = rollout.nextShare();
        var steps = rollout.plan().steps().size();
        return share == null
                ? "The rollout is completed: " + rollout.reason()
                : "Step %d of %d of the rollout, to %s %%: %s"
                        .formatted(rollout.taken().size() + 1, steps, share.percent(), rollout.reason());
    }

    /** Whether a change of a flag is one of this rollout's own. */
    static boolean isOwn(Rollout rollout, @Nullable String causationId) {
        return rollout.id().toString().equals(causationId);
    }
}
