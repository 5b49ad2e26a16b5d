package io.centercontrol.kit.bulk;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.kit.time.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Something is to be done to many: each is tried first, in the background, and nothing is done until somebody starts it. */
@ApplicationScoped
public class OrderBulk {
    /** Most of one operation. */
    public static final int MOST = 100_000;

    private final Transactions transactions;
    private final BulkStore store;
    private final BulkActions actions;
    private final ObjectMapper json;
    private final Ids ids;
    private final Clock clock;

    OrderBulk(
            Transactions transactions, BulkStore store, BulkActions actions, ObjectMapper json, Ids ids, Clock clock) {
        this.transactions = transactions;
        this.store = store;
        this.actions = actions;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param action its word
     * @param given what all are given
     * @param items to which; each once, numbered from 1
     */
    public record Command(String action, Object given, List<BulkItem> items, Cause cause) {
        public Command {
            items = List.copyOf(items);
        }
    }

    /** Refuses none, and more than {@link #MOST}. */
    public Uni<BulkOperation> run(Command command) {
        if (command.items().isEmpty()) {
            throw new Refusal.Conflict(
                            "NONE_MATCHES", "Nothing matches, so there is nothing to do. Widen the filter.", Map.of())
                    .asException();
        }
        if (command.items().size() > MOST) {
            throw new Refusal.Conflict(
                            "TOO_MANY_MATCH",
                            "More than " + MOST + " match. Narrow the filter, and order in parts.",
                            Map.of("most", MOST))
                    .asException();
        }
        var operation = BulkOperation.ordered(
                ids.next(),
                actions.known(command.action()),
                json.valueToTree(command.given()),
                command.items().size(),
                command.cause(),
                clock.instant());
        return transactions.run(() -> store.begin(operation, command.items()).chain(() -> store.get(operation.id())));
    }
}
