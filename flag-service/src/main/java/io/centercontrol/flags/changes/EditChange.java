package io.centercontrol.flags.changes;

import io.centercontrol.flags.authoring.Flags;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something else is proposed than before: no approval counts any more. */
@ApplicationScoped
public class EditChange {
    private final Transactions transactions;
    private final Flags flags;
    private final ChangeRequests requests;
    private final Clock clock;

    EditChange(Transactions transactions, Flags flags, ChangeRequests requests, Clock clock) {
        this.transactions = transactions;
        this.flags = flags;
        this.requests = requests;
        this.clock = clock;
    }

    /** What is wanted instead; starts from the flag's content, not from what was proposed. */
    public record Command(UUID id, Wish wish, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Edits; refuses when it has ended or the flag's content has moved. */
    public Uni<Proposed> run(Command command) {
        var now = clock.instant();
        return transactions.run(() -> requests.get(command.id())
                .chain(known -> flags.hold(known.flag()))
                .chain(held -> requests.lock(command.id(), command.expectedVersion())
                        .chain(request -> {
                            var flag = held.flag().state();
                            var edited = request.edit(
                                    flag,
                                    command.wish().on(flag, held.evaluators(), now),
                                    held.evaluators(),
                                    command.cause().actor(),
                                    now);
                            var next = edited.next();
                            return requests.save(edited, command.cause())
                                    .replaceWith(new Proposed(
                                            next,
                                            next.hash(held.evaluators()),
                                            flag,
                                            next.preview(flag, held.evaluators(), now)));
                        })));
    }
}
