package io.centercontrol.usage.kpi.http;

import io.centercontrol.kernel.Currencies;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.usage.kpi.Kpis;
import io.centercontrol.usage.kpi.RankTenants;
import io.centercontrol.usage.kpi.ShowKpis;
import io.centercontrol.usage.kpi.ShowTenant;
import io.centercontrol.usage.kpi.http.KpiViews.KpisView;
import io.centercontrol.usage.kpi.http.KpiViews.TenantKpisView;
import io.centercontrol.usage.kpi.http.KpiViews.TenantRankingView;
import io.centercontrol.usage.kpi.model.Order;
import io.centercontrol.usage.kpi.model.Span;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** How tenants do. */
@Path("/api/v1/kpis")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "KPIs across tenants")
public class KpiResource {
    private static final int USUAL_DAYS = 7;
    private static final int MOST_DAYS = 92;
    private static final int MOST_METERS = 20;

    private final ShowKpis showKpis;
    private final RankTenants rankTenants;
    private final ShowTenant showTenant;
    private final Clock clock;

    KpiResource(ShowKpis showKpis, RankTenants rankTenants, ShowTenant showTenant, Clock clock) {
        this.showKpis = showKpis;
        this.rankTenants = rankTenants;
        this.showTenant = showTenant;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "showKpis",
            summary = "What all tenants did together",
            description =
                    "How many were active, and a figure of each meter, of whole days of UTC, beside as many days directly before:"
                            + " the last seven that are over when nobody says which. Amounts of two currencies are never added."
                            + " It may be some minutes old and says of when it is.")
    public Uni<KpisView> all(
            @Parameter(schema = @Schema(implementation = LocalDate.class)) @RestQuery @Nullable String from,
            @Parameter(schema = @Schema(implementation = LocalDate.class)) @RestQuery @Nullable String to,
            @RestQuery @Nullable String meters) {
        var span = span(from, to);
        return showKpis.run(new ShowKpis.Command(span, keys(meters))).map(shown -> KpisView.of(span, shown));
    }

    @GET
    @Path("tenants")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "rankTenants",
            summary = "Which tenants have most, least, and have moved most",
            description =
                    "By one meter, of those that had anything in these days of UTC or in as many before: the last seven that are over"
                            + " when nobody says which. It may be some minutes old and says of when it is.")
    public Uni<TenantRankingView> ranking(
            @Parameter(required = true) @RestQuery @Nullable String meter,
            @RestQuery @Nullable String currency,
            @Parameter(schema = @Schema(implementation = Order.class)) @RestQuery @Nullable String order,
            @Parameter(schema = @Schema(implementation = LocalDate.class)) @RestQuery @Nullable String from,
            @Parameter(schema = @Schema(implementation = LocalDate.class)) @RestQuery @Nullable String to,
            @Parameter(schema = @Schema(implementation = Integer.class, minimum = "1", maximum = "100"))
                    @RestQuery
                    @Nullable
                    String limit) {
        if (meter == null) {
            throw Parameters.invalid("meter", "is required: the key of a meter");
        }
        if (currency != null && !Currencies.has(currency)) {
            throw Parameters.invalid("currency", "must be a currency such as EUR");
        }
        var by = Parameters.oneOf("order", Order.class, order);
        var asked = new RankTenants.Command(
                meter, currency, span(from, to), by == null ? Order.TOP : by, Parameters.limit(limit, 20, Kpis.MOST));
        return rankTenants.run(asked).map(ranking -> TenantRankingView.of(asked, ranking));
    }

    @GET
    @Path("tenants/{id}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "showTenantKpis",
            summary = "How one tenant does",
            description =
                    "Its figures of whole days of UTC beside as many directly before, the last seven that are over when nobody says"
                            + " which; what it has used by now of what is granted; when it was heard of last; and how it is, as a"
                            + " sentence with its reasons.")
    public Uni<TenantKpisView> tenant(
            @RestPath String id,
            @Parameter(schema = @Schema(implementation = LocalDate.class)) @RestQuery @Nullable String from,
            @Parameter(schema = @Schema(implementation = LocalDate.class)) @RestQuery @Nullable String to,
            @RestQuery @Nullable String meters) {
        var asked = new ShowTenant.Command(new TenantId(Parameters.uuid("id", id)), span(from, to), keys(meters));
        return showTenant.run(asked).map(shown -> TenantKpisView.of(asked, shown));
    }

    private Span span(@Nullable String from, @Nullable String to) {
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var last = day("to", to, today.minusDays(1));
        if (last.isAfter(today)) {
            throw Parameters.invalid("to", "must not be a day to come");
        }
        var first = day("from", from, last.minusDays(USUAL_DAYS - 1));
        if (first.isAfter(last) || first.plusDays(MOST_DAYS).isBefore(last.plusDays(1))) {
            throw Parameters.invalid("from", "must not be after 'to', and " + MOST_DAYS + " days with it at most");
        }
        return new Span(first, last);
    }

    /** There must be days before it that PostgreSQL knows. */
    private static LocalDate day(String name, @Nullable String text, LocalDate otherwise) {
        var day = Parameters.day(name, text);
        if (day != null && day.getYear() < 2) {
            throw Parameters.invalid(name, "must be a day such as 2026-01-31");
        }
        return day == null ? otherwise : day;
    }

    private static List<String> keys(@Nullable String meters) {
        if (meters == null) {
            return List.of();
        }
        var keys = List.of(meters.split(",", -1));
        if (keys.size() > MOST_METERS || keys.stream().anyMatch(key -> !key.matches("[a-z0-9-]{1,100}"))) {
            throw Parameters.invalid("meters", "must be 1 to " + MOST_METERS + " keys of meters, with commas between");
        }
        return keys;
    }
}
