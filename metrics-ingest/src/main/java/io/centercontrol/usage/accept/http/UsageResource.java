package io.centercontrol.usage.accept.http;

import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.usage.accept.Figures;
import io.centercontrol.usage.accept.model.FigureRefusals;
import io.centercontrol.usage.accept.model.Step;
import io.centercontrol.usage.meters.Meters;
import io.centercontrol.usage.meters.model.Aggregation;
import io.centercontrol.usage.meters.model.Meter;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What was counted. */
@Path("/api/v1/usage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Usage")
public class UsageResource {
    private final Figures figures;
    private final Meters meters;
    private final Clock clock;

    UsageResource(Figures figures, Meters meters, Clock clock) {
        this.figures = figures;
        this.meters = meters;
        this.clock = clock;
    }

    /**
     * Figures of a meter.
     *
     * @param meter the meter's key
     * @param to what happened before this
     * @param timeZone whose days and months are meant: the tenant's, or UTC
     * @param items by time, currency and groups; times in which nothing was counted are not there
     * @param next opaque cursor of the figures that follow; null at the end
     */
    @Schema(name = "UsageView")
    record UsageView(
            String meter,
            Aggregation aggregation,
            @Nullable String unit,
            String timeZone,
            Instant from,
            Instant to,
            List<FigureView> items,
            @Nullable String next) {}

    /**
     * A figure.
     *
     * @param from when its time begins
     * @param to when it ends
     * @param currency null where it is no money
     * @param groups values by property; empty for events that do not name it
     * @param events how many events it is of
     * @param value money in the smallest unit of its currency
     */
    @Schema(name = "UsageFigureView")
    record FigureView(
            Instant from,
            Instant to,
            @Nullable String currency,
            Map<String, String> groups,
            long events,
            BigInteger value) {
        static FigureView of(Figures.Figure figure) {
            return new FigureView(
                    figure.from(),
                    figure.to(),
                    figure.currency().isEmpty() ? null : figure.currency(),
                    figure.groups(),
                    figure.events(),
                    figure.value());
        }
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "showUsage",
            summary = "What was counted",
            description =
                    "A meter's figures of one tenant, by its own time zone, or of all together, by UTC: for each minute, hour, day"
                            + " or month in which there are any. Amounts of two currencies are never added. The latest values of"
                            + " several tenants or groups are added up. A meter of the kind UNIQUE counts by the days of UTC.")
    public Uni<UsageView> usage(
            @Parameter(required = true) @RestQuery @Nullable String meter,
            @RestQuery @Nullable String tenantId,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @Parameter(schema = @Schema(implementation = Step.class)) @RestQuery @Nullable String window,
            @RestQuery @Nullable String groupBy,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        if (meter == null) {
            throw Parameters.invalid("meter", "is required: the key of a meter");
        }
        var step = Parameters.oneOf("window", Step.class, window);
        var tenant = tenantId == null ? null : new TenantId(Parameters.uuid("tenantId", tenantId));
        var asked = new Asked(
                step == null ? Step.DAY : step,
                tenant,
                Parameters.instant("from", from),
                Parameters.instant("to", to),
                groupBy == null ? new TreeSet<>() : new TreeSet<>(List.of(groupBy.split(",", -1))));
        var most = Parameters.limit(limit);
        return meters.of(Set.of(meter)).map(known -> known.get(meter)).chain(known -> {
            if (known == null) {
                throw FigureRefusals.noMeter();
            }
            return zone(tenant, known).chain(zone -> {
                var question = asked.of(known, zone, clock.instant());
                return figures.of(question, most, cursor).map(page -> view(known, question, page));
            });
        });
    }

    private Uni<String> zone(@Nullable TenantId tenant, Meter meter) {
        if (tenant == null) {
            return Uni.createFrom().item("UTC");
        }
        return figures.zone(tenant).map(zone -> meter.measure().aggregation() == Aggregation.UNIQUE ? "UTC" : zone);
    }

    private record Asked(
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

    private static UsageView view(Meter meter, Figures.Question question, Page<Figures.Figure> page) {
        return new UsageView(
                meter.key(),
                meter.measure().aggregation(),
                meter.terms().unit(),
                question.zone(),
                question.from(),
                question.to(),
                page.map(FigureView::of).items(),
                page.next());
    }
}
