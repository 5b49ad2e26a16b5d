package io.centercontrol.flags.changes;

import io.centercontrol.flags.authoring.Flags;
import io.centercontrol.flags.changes.ChangeRequests.Due;
import io.centercontrol.flags.changes.model.ChangeRequest;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Time has passed: approved changes are made, others expire. Each in a transaction of its own, in which it is looked at
 * again: another instance may have been faster.
 */
@ApplicationScoped
public class AdvanceChanges {
    private static final Logger LOG = Logger.getLogger(AdvanceChanges.class);
    private static final Actor SERVICE = Actor.service("flag-service");
    private static final Cause CAUSE = new Cause(SERVICE, "Its time has come.", null, null);

    private final Transactions transactions;
    private final Flags flags;
    private final ChangeRequests requests;
    private final ApplyChange applyChange;
    private final Clock clock;

    AdvanceChanges(
            Transactions transactions, Flags flags, ChangeRequests requests, ApplyChange applyChange, Clock clock) {
        this.transactions = transactions;
        this.flags = flags;
        this.requests = requests;
        this.applyChange = applyChange;
        this.clock = clock;
    }

    /**
     * How much at once.
     *
     * @param most most change requests
     */
    public record Command(int most) {}

    /** How many were due; as many as asked for when there may be more. */
    public Uni<Integer> run(Command command) {
        return transactions
                .run(() -> requests.due(clock.instant(), command.most()))
                .chain(due -> Multi.createFrom()
                        .iterable(due)
                        .onItem()
                        .transformToUniAndConcatenate(this::advance)
                        .onItem()
                        .ignoreAsUni()
                        .replaceWith(due.size()));
    }

    private Uni<Void> advance(Due due) {
        return step(due, null)
                .onFailure(RefusedException.class)
                .recoverWithUni(refused -> step(
                        due,
                        "It cannot be applied: "
                                + ((RefusedException) refused).refusal().message()))
                .onFailure()
                .invoke(failure -> LOG.warnf("the change request %s waits: %s", due.id(), failure))
                .onFailure()
                .recoverWithNull();
    }

    /** One step of one of them; void when it is said why. */
    private Uni<Void> step(Due due, @Nullable String why) {
        var now = clock.instant();
        return transactions.run(() -> flags.hold(due.flag())
                .chain(held -> requests.lock(due.id(), null).chain(request -> {
                    if (request.isOver(now)) {
                        return save(request.expire(SERVICE, now));
                    }
                    if (!request.isDue(now)) {
                        return Uni.createFrom().voidItem();
                    }
                    var obstacle = why == null ? request.obstacle(held.flag().state(), held.evaluators()) : why;
                    return obstacle == null ? apply(request, now) : save(request.voided(obstacle, SERVICE, now));
                })));
    }

    private Uni<Void> apply(ChangeRequest request, Instant now) {
        return applyChange.now(request, CAUSE, now).replaceWithVoid();
    }

    private Uni<Void> save(Change<ChangeRequest> step) {
        return requests.save(step, CAUSE);
    }
}
