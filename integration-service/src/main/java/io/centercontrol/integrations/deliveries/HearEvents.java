package io.centercontrol.integrations.deliveries;

import io.centercontrol.integrations.deliveries.model.Message;
import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;

/** Something happened on the platform: who asks for it shall be told. */
@ApplicationScoped
public class HearEvents {
    private final Transactions transactions;
    private final Deliveries deliveries;
    private final DeliveryConfig config;
    private final Rounds rounds;
    private final Clock clock;

    HearEvents(Transactions transactions, Deliveries deliveries, DeliveryConfig config, Rounds rounds, Clock clock) {
        this.transactions = transactions;
        this.deliveries = deliveries;
        this.config = config;
        this.rounds = rounds;
        this.clock = clock;
    }

    /** What happened, in its order. */
    public record Command(List<Message> messages) {
        public Command {
            messages = List.copyOf(messages);
        }
    }

    /** Keeps it for them. Hearing it again does no harm. */
    public Uni<Void> run(Command command) {
        var now = clock.instant();
        return transactions
                .run(() -> deliveries.fanOut(command.messages(), now.minus(config.kept()), now))
                .invoke(added -> {
                    if (added > 0) {
                        rounds.stir();
                    }
                })
                .replaceWithVoid();
    }
}
