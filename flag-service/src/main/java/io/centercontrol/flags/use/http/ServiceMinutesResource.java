package io.centercontrol.flags.use.http;

import io.centercontrol.flags.use.ServiceMeasures;
import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What tenant services answer their callers, as rollouts are guarded by it. */
@Path("/api/v1/services/{service}/minutes")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Flag use")
public class ServiceMinutesResource {
    private static final Duration USUALLY = Duration.ofHours(1);

    private final ServiceMeasures measures;
    private final Clock clock;

    ServiceMinutesResource(ServiceMeasures measures, Clock clock) {
        this.measures = measures;
        this.clock = clock;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listServiceMinutes",
            summary = "What a tenant service answered, minute by minute",
            description =
                    "Requests, errors and latency of all its instances, by their own count; of the last hour unless"
                            + " 'from' is said. A minute without calls is missing, as is one that nobody told of.")
    public Uni<Page<ServiceMinuteView>> minutes(
            @RestPath String service,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var now = clock.instant();
        var begin = Objects.requireNonNullElse(Parameters.instant("from", from), now.minus(USUALLY));
        var end = Objects.requireNonNullElse(Parameters.end("to", to, "from", begin), now);
        var after = Cursor.read(cursor, 1);
        return measures.page(
                        service,
                        begin,
                        end,
                        after == null ? null : Cursor.time(after.getFirst()),
                        Parameters.limit(limit))
                .map(page -> page.map(ServiceMinuteView::of));
    }
}
