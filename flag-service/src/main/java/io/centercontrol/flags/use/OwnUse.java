package io.centercontrol.flags.use;

import io.centercontrol.dataplane.measure.UseCounter;
import io.centercontrol.evaluation.Resolution;
import io.centercontrol.flags.use.model.Asked;
import io.centercontrol.flags.use.model.Outcome;
import io.centercontrol.flags.use.model.Road;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * What this instance itself is asked for by the open protocols, in memory until it is {@linkplain KeepOwnUse kept}. By the
 * names of SDK keys, of which there are so many and no more; for each of them bounded as in the SDK.
 */
@ApplicationScoped
public class OwnUse {
    private static final int MOST_SELECTORS = 1_000;

    private final Clock clock;
    private final Map<String, UseCounter> byKey = new ConcurrentHashMap<>();
    private final Map<Handing, LongAdder> handedOver = new ConcurrentHashMap<>();
    private Instant from;

    OwnUse(Clock clock) {
        this.clock = clock;
        from = clock.instant();
    }

    /** To whom what goes. */
    private record Handing(String name, Road road, String chosen) {}

    /** A flag was asked for by OFREP. */
    public void asked(String name, String flag, Resolution found) {
        counter(name).asked(flag, found, true);
    }

    /** A flag was asked for by OFREP that there is not. */
    public void missed(String name, String flag) {
        counter(name).missed(flag);
    }

    private UseCounter counter(String name) {
        var counter = byKey.get(name);
        return counter != null ? counter : byKey.computeIfAbsent(name, unseen -> new UseCounter());
    }

    /**
     * Flags went to somebody who evaluates by itself.
     *
     * @param chosen which; empty for all
     * @param times 0 when it follows them still, and nothing new went to it
     */
    public void handedOver(String name, Road road, String chosen, int times) {
        var handing = new Handing(name, road, chosen.length() <= 200 ? chosen : chosen.substring(0, 200));
        if (handedOver.size() < MOST_SELECTORS || handedOver.containsKey(handing)) {
            handedOver.computeIfAbsent(handing, unseen -> new LongAdder()).add(times);
        }
    }

    /** All since the last time, which is forgotten here; one at a time. */
    FlagUse.Own take() {
        var now = clock.instant();
        var uses = new HashMap<String, List<Asked>>();
        byKey.forEach((name, counter) -> {
            var asked = counter.take().uses().stream()
                    .map(use ->
                            new Asked(use.flag(), Outcome.valueOf(use.outcome().name()), use.variant(), use.count()))
                    .toList();
            if (!asked.isEmpty()) {
                uses.put(name, asked);
            }
        });
        var handed = new ArrayList<FlagUse.HandedOver>();
        handedOver.forEach((handing, count) -> {
            if (handedOver.remove(handing, count)) {
                handed.add(new FlagUse.HandedOver(handing.name, handing.road, handing.chosen, count.sum()));
            }
        });
        var own = new FlagUse.Own(from, now, uses, handed);
        from = now;
        return own;
    }
}
