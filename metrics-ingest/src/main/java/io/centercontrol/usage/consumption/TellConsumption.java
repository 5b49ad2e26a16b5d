package io.centercontrol.usage.consumption;

import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.usage.consumption.Consumptions.Decided;
import io.centercontrol.usage.consumption.Consumptions.Due;
import io.centercontrol.usage.consumption.model.Outlook;
import io.centercontrol.usage.consumption.model.Reached;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells what tenants have used of what their plans grant: of each at most once in {@code cc.consumption.pause}, at once when a
 * threshold is reached, and not at all when nothing is other than it was.
 */
@ApplicationScoped
public class TellConsumption {
    private final Transactions transactions;
    private final Consumptions consumptions;
    private final ConsumptionConfig config;
    private final MeterRegistry metrics;
    private final Clock clock;

    TellConsumption(
            Transactions transactions,
            Consumptions consumptions,
            ConsumptionConfig config,
            MeterRegistry metrics,
            Clock clock) {
        this.transactions = transactions;
        this.consumptions = consumptions;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    /**
     * Looks at those of whom something may be told, some at a time.
     *
     * @return whether there may be more of them
     */
    public Uni<Boolean> run() {
        var now = clock.instant();
        return transactions.run(() -> consumptions.due(now).chain(due -> {
            var decided = due.dues().stream().map(one -> decide(one, now)).toList();
            return consumptions
                    .decided(decided)
                    .invoke(() -> Transactions.afterCommit(() -> count(decided)))
                    .replaceWith(due.isMore());
        }));
    }

    private Decided decide(Due due, Instant now) {
        var outlook = Outlook.of(due.told(), due.granted(), due.used(), now);
        var mayTellAt = due.told().updatedAt().plus(config.pause());
        return outlook.isNews() && !outlook.isUrgent() && now.isBefore(mayTellAt)
                ? new Decided(due.told().tenant(), List.of(), earlier(mayTellAt, outlook.next()))
                : new Decided(due.told().tenant(), outlook.changes(), outlook.next());
    }

    private static Instant earlier(Instant one, @Nullable Instant other) {
        return other != null && other.isBefore(one) ? other : one;
    }

    private void count(List<Decided> decided) {
        var changes = decided.stream().flatMap(one -> one.changes().stream()).toList();
        metrics.counter("cc.consumption.told").increment(changes.size());
        changes.stream()
                .flatMap(change -> change.next().reached().stream())
                .map(Reached::threshold)
                .forEach(threshold -> metrics.counter("cc.consumption.reached", "threshold", threshold.name())
                        .increment());
    }
}
