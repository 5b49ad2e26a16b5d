package io.centercontrol.usage.accept.http;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.usage.accept.Figures;
import io.centercontrol.usage.accept.model.FigureRefusals;
import io.centercontrol.usage.accept.model.Step;
import io.centercontrol.usage.meters.Meters;
import io.centercontrol.usage.meters.model.Aggregation;
import io.centercontrol.usage.meters.model.Meter;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What is asked of figures, read from a request's words and held against the meter. */
@Singleton
class UsageQuestions {
    private final Figures figures;
    private final Meters meters;
    private final Clock clock;

    UsageQuestions(Figures figures, Meters meters, Clock clock) {
        this.figures = figures;
        this.meters = meters;
        this.clock = clock;
    }

    /** The parameters of a request, as they stand there. */
    record Words(
            @Nullable String meter,
            @Nullable String tenantId,
            @Nullable String from,
            @Nullable String to,
            @Nullable String window,
            @Nullable String groupBy) {
        /** The same, refused when they do not say from when to when. */
        Words bounded() {
            if (from == null) {
                throw Parameters.invalid("from", "is required: a time such as 2026-01-31T12:00:00Z");
            }
            if (to == null) {
                throw Parameters.invalid("to", "is required: a time such as 2026-01-31T12:00:00Z");
            }
            return this;
        }
    }

    /** A question, and the meter of which it is. */
    record Asked(Meter meter, Figures.Question question) {}

    /** Reads what is asked for; refuses what cannot be asked. */
    Uni<Asked> asked(Words words) {
        var key = words.meter();
        if (key == null) {
            throw Parameters.invalid("meter", "is required: the key of a meter");
        }
        var step = Parameters.oneOf("window", Step.class, words.window());
        var tenant = words.tenantId() == null ? null : new TenantId(Parameters.uuid("tenantId", words.tenantId()));
        var groupBy = words.groupBy();
        var wish = new Wish(
                step == null ? Step.DAY : step,
                tenant,
                Parameters.instant("from", words.from()),
                Parameters.instant("to", words.to()),
                groupBy == null ? new TreeSet<>() : new TreeSet<>(List.of(groupBy.split(",", -1))));
        return meters.of(Set.of(key)).map(known -> known.get(key)).chain(meter -> {
            if (meter == null) {
                throw FigureRefusals.noMeter();
            }
            return zone(tenant, meter).map(zone -> new Asked(meter, wish.of(meter, zone, clock.instant())));
        });
    }

    private Uni<String> zone(@Nullable TenantId tenant, Meter meter) {
        if (tenant == null) {
            return Uni.createFrom().item("UTC");
        }
        return figures.zone(tenant).map(zone -> meter.measure().aggregation() == Aggregation.UNIQUE ? "UTC" : zone);
    }

    private record Wish(
            Step step,
            @Nullable TenantId tenant,
            @Nullable Instant from,
            @Nullable Instant to,
            SortedSet<String> groupBy) {
        Figures.Question of(Meter meter, String zone, Instant now) {
            if (meter.measure().aggregation() == Aggregation.UNIQUE && step.compareTo(Step.DAY) < 0) {
                throw FigureRefusals.onlyByDay(meter.key());
            }
            for (var property : groupBy) {
                if (!meter.terms().groupBy().contains(property)) {
                    throw FigureRefusals.noGroup(property, meter.terms().groupBy());
                }
            }
            var end = to == null ? now : to;
            var begin = from == null ? end.minus(step.usual()) : from;
            if (!begin.isBefore(end) || begin.plus(step.most()).isBefore(end)) {
                throw Parameters.invalid(
                        "from",
                        "must be before 'to', by %d days at most where the window is %s"
                                .formatted(step.most().toDays(), step));
            }
            return new Figures.Question(
                    meter.key(), meter.measure().aggregation(), tenant, begin, end, step, zone, groupBy);
        }
    }
}
