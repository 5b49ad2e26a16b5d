package io.centercontrol.provisioning.shares;

import io.centercontrol.kit.sql.Transactions;
import io.centercontrol.provisioning.shares.model.Shares;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Tells each fleet how to part the limits, when that has become something else by more than a trifle. */
@ApplicationScoped
public class TellShares {
    private final Fleets fleets;
    private final ToldShares told;
    private final Transactions transactions;
    private final Clock clock;
    private final Map<String, Shares> last = new ConcurrentHashMap<>();

    TellShares(Fleets fleets, ToldShares told, Transactions transactions, Clock clock) {
        this.fleets = fleets;
        this.told = told;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** Looks at every fleet once. What was told last is remembered, so that a fleet at rest costs no transaction. */
    public Uni<Void> run() {
        var news = fleets.shares(clock.instant()).stream()
                .filter(shares -> {
                    var before = last.get(shares.service());
                    return before == null || shares.isNewsTo(before);
                })
                .toList();
        return Multi.createFrom()
                .iterable(news)
                .onItem()
                .transformToUniAndConcatenate(this::tell)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private Uni<Void> tell(Shares shares) {
        return transactions
                .run(() -> told.lock(shares.service()).chain(before -> {
                    var next = shares.at(before.version() + 1);
                    return shares.isNewsTo(before)
                            ? told.save(next, clock.instant())
                            : Uni.createFrom().voidItem();
                }))
                .invoke(() -> last.put(shares.service(), shares));
    }
}
