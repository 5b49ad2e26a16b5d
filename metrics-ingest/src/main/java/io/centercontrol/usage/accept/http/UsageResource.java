package io.centercontrol.usage.accept.http;

import io.centercontrol.kernel.Page;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.usage.accept.Figures;
import io.centercontrol.usage.accept.model.Step;
import io.centercontrol.usage.meters.model.Aggregation;
import io.centercontrol.usage.meters.model.Meter;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
    private final UsageQuestions questions;

    UsageResource(Figures figures, UsageQuestions questions) {
        this.figures = figures;
        this.questions = questions;
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

    /**
     * A figure of one tenant.
     *
     * @param meter the meter's key
     * @param from when its time begins
     * @param to when it ends
     * @param currency null where it is no money
     * @param groups values by property; empty for events that do not name it
     * @param events how many events it is of
     * @param value money in the smallest unit of its currency
     */
    @Schema(name = "TenantUsageFigureView")
    record TenantFigureView(
            UUID tenantId,
            String meter,
            Instant from,
            Instant to,
            @Nullable String currency,
            Map<String, String> groups,
            long events,
            BigInteger value) {
        static TenantFigureView of(Meter meter, Figures.OfTenant of) {
            var figure = FigureView.of(of.figure());
            return new TenantFigureView(
                    of.tenant().value(),
                    meter.key(),
                    figure.from(),
                    figure.to(),
                    figure.currency(),
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
        var most = Parameters.limit(limit);
        return questions
                .asked(new UsageQuestions.Words(meter, tenantId, from, to, window, groupBy))
                .chain(asked -> figures.of(asked.question(), most, cursor)
                        .map(page -> view(asked.meter(), asked.question(), page)));
    }

    @GET
    @Path("export")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "exportUsage",
            summary = "What was counted, tenant by tenant",
            description =
                    "A meter's figures of each tenant, by tenant, time, currency and groups. The time must be said, so that all"
                            + " pages are of the same. Of all tenants days and months are those of UTC; of one, those of its time"
                            + " zone. Pages by cursor: hand 'next' of one answer to the next request.")
    public Uni<Page<TenantFigureView>> export(
            @Parameter(required = true) @RestQuery @Nullable String meter,
            @RestQuery @Nullable String tenantId,
            @Parameter(required = true) @RestQuery @Nullable String from,
            @Parameter(required = true) @RestQuery @Nullable String to,
            @Parameter(schema = @Schema(implementation = Step.class)) @RestQuery @Nullable String window,
            @RestQuery @Nullable String groupBy,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var words = new UsageQuestions.Words(meter, tenantId, from, to, window, groupBy).bounded();
        var most = Parameters.limit(limit);
        return questions
                .asked(words)
                .chain(asked -> figures.byTenant(asked.question(), most, cursor)
                        .map(page -> page.map(figure -> TenantFigureView.of(asked.meter(), figure))));
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
