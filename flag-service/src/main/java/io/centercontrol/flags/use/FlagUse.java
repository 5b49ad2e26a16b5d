package io.centercontrol.flags.use;

import io.centercontrol.flags.use.model.Asked;
import io.centercontrol.flags.use.model.Road;
import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What flags were asked for, by whom and with what outcome. Each method that adds does so in one transaction. */
public interface FlagUse {
    /** Most different flags, outcomes and variants of one asker that are counted apart in an hour. */
    int MOST_AN_HOUR = 5_000;

    /** Most instances of a tenant service that are known at a time. */
    int MOST_INSTANCES = 10_000;

    /**
     * Adds what an instance says, unless it was heard before.
     *
     * @return whether it is new
     */
    Uni<Boolean> hear(HearMeasures.Command told);

    /** What this service itself was asked for in a while, and what it handed over. */
    record Own(Instant from, Instant to, Map<String, List<Asked>> byKey, List<HandedOver> handedOver) {
        public Own {
            byKey = Map.copyOf(byKey);
            handedOver = List.copyOf(handedOver);
        }
    }

    /**
     * That all flags, or a set of them, went to somebody who evaluates by itself.
     *
     * @param name of its SDK key
     * @param chosen the selector; empty for all flags
     */
    record HandedOver(String name, Road road, String chosen, long count) {}

    /** Adds what this service was asked for. */
    Uni<Void> add(Own own);

    /** Removes what was kept for long enough, and lays old hours together by their days (UTC). */
    Uni<Void> tidy(Instant now);

    /** Of a flag, by who asked and what it gave; refuses when there is no such flag. */
    Uni<Page<UseOfFlag>> of(UseFilter filter, int limit, @Nullable String cursor);

    /** Keys that were asked for and are no flag's, or an archived one's, by key. */
    Uni<Page<UnknownKey>> unknown(@Nullable String service, int limit, @Nullable String cursor);

    /** Who was handed flags, by name. */
    Uni<Page<Reader>> readers(int limit, @Nullable String cursor);

    /** How these flags stand; each of them has an answer. */
    Uni<Map<String, Standing>> standing(Collection<String> keys, Instant now);
}
