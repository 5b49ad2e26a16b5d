package io.centercontrol.kit.bulk;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An operation is started, stopped, or resumed. */
@ApplicationScoped
class TurnBulk {
    private final Transactions transactions;
    private final BulkStore store;
    private final BulkActions actions;
    private final Clock clock;

    TurnBulk(Transactions transactions, BulkStore store, BulkActions actions, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.actions = actions;
        this.clock = clock;
    }

    /**
     * Which one.
     *
     * @param expected how many the preview said would be changed; null when that does not matter, which it does where the action
     *     says so
     */
    record Start(UUID id, @Nullable Long expected, Actor by) {}

    /** Which one, and why. */
    record Stop(UUID id, String reason) {}

    /** Refuses one that was not looked at, one that must be counted and was not, and another number than is expected. */
    Uni<BulkOperation> start(Start command) {
        return turn(command.id(), found -> {
                    var expected = command.expected();
                    var next = found.start(command.by(), clock.instant());
                    if (expected == null && actions.mustBeCounted(found.action())) {
                        throw Refusal.Invalid.of(
                                        "/expected",
                                        "REQUIRED",
                                        "Say how many are meant, as the preview said it, so that the right ones are.")
                                .asException();
                    }
                    if (expected != null && expected != found.changed()) {
                        throw new Refusal.Conflict(
                                        "OTHER_NUMBER_WOULD_CHANGE",
                                        "%d would be changed, %d are expected. Look at the preview again."
                                                .formatted(found.changed(), expected),
                                        Map.of("changed", found.changed(), "expected", expected))
                                .asException();
                    }
                    return next;
                })
                .call(started -> store.pendingAgain(started.id(), false))
                .chain(started -> store.get(started.id()));
    }

    /** At once, but for the few that are in hand at this moment; refuses one that is not at work. */
    Uni<BulkOperation> stop(Stop command) {
        return turn(command.id(), found -> found.stop(command.reason(), clock.instant()));
    }

    /** Where it was; what failed is tried again. Refuses one that was not stopped and has nothing that failed. */
    Uni<BulkOperation> resume(UUID id) {
        return turn(id, found -> found.resume(clock.instant()))
                .call(resumed -> store.pendingAgain(resumed.id(), true))
                .chain(resumed -> store.get(resumed.id()));
    }

    private Uni<BulkOperation> turn(UUID id, Function<BulkOperation, BulkOperation> turned) {
        return transactions.run(() -> store.lock(id).chain(found -> {
            var next = turned.apply(found);
            return store.save(next).replaceWith(next);
        }));
    }
}
