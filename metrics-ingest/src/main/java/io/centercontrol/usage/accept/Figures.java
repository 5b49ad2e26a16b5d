package io.centercontrol.usage.accept;

import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.usage.accept.model.Step;
import io.centercontrol.usage.meters.model.Aggregation;
import io.smallrye.mutiny.Uni;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** What was counted. */
public interface Figures {
    /**
     * What is asked for.
     *
     * @param aggregation the meter's
     * @param tenant null for all together
     * @param from at or after
     * @param to before
     * @param zone an IANA time zone, whose days and months are meant
     * @param groupBy properties by whose values figures are told apart
     */
    record Question(
            String meter,
            Aggregation aggregation,
            @Nullable TenantId tenant,
            Instant from,
            Instant to,
            Step step,
            String zone,
            SortedSet<String> groupBy) {}

    /**
     * A figure.
     *
     * @param from when its time begins
     * @param to when it ends
     * @param currency empty where it is no money
     * @param groups values by property; the empty text of events that do not name it
     * @param events how many events it is of; of who was seen, how many
     * @param value the sum, the number, the highest, the latest, or how many different subjects
     */
    record Figure(
            Instant from, Instant to, String currency, Map<String, String> groups, long events, BigInteger value) {
        public Figure {
            groups = Map.copyOf(groups);
        }
    }

    /** One of one tenant. */
    record OfTenant(TenantId tenant, Figure figure) {}

    /** By time, currency and groups. They are not counted for each page. */
    Uni<Page<Figure>> of(Question question, int limit, @Nullable String cursor);

    /** Those of each tenant: by tenant, time, currency and groups. They are not counted for each page. */
    Uni<Page<OfTenant>> byTenant(Question question, int limit, @Nullable String cursor);

    /** A tenant's time zone; fails with a refusal when it is not known here. */
    Uni<String> zone(TenantId tenant);
}
