package io.centercontrol.flags.changes;

import io.centercontrol.flags.authoring.Flags;
import io.centercontrol.flags.changes.model.ChangeRequest;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.kit.time.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Somebody wants a flag to be other than it is, and asks others to agree. */
@ApplicationScoped
public class ProposeChange {
    private final Transactions transactions;
    private final Flags flags;
    private final ChangeRequests requests;
    private final Ids ids;
    private final Clock clock;

    ProposeChange(Transactions transactions, Flags flags, ChangeRequests requests, Ids ids, Clock clock) {
        this.transactions = transactions;
        this.flags = flags;
        this.requests = requests;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is wanted of which flag.
     *
     * @param expectedVersion the flag's version that the caller knows; null when it does not matter
     */
    public record Command(String flag, Wish wish, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Opens; refuses what could not be applied at this moment. */
    public Uni<Proposed> run(Command command) {
        var now = clock.instant();
        return transactions.run(() -> flags.hold(command.flag()).chain(held -> {
            var flag = held.flag().state();
            KnownVersions.check(command.expectedVersion(), flag);
            var opened = ChangeRequest.propose(
                    ids.next(),
                    flag,
                    command.wish().on(flag, held.evaluators(), now),
                    held.evaluators(),
                    command.cause().actor(),
                    now);
            var request = opened.next();
            return requests.add(opened, command.cause())
                    .replaceWith(new Proposed(
                            request,
                            request.hash(held.evaluators()),
                            flag,
                            request.preview(flag, held.evaluators(), now)));
        }));
    }
}
