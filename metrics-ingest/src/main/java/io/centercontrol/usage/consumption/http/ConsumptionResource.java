package io.centercontrol.usage.consumption.http;

import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.usage.consumption.Consumptions;
import io.centercontrol.usage.consumption.ShowConsumption;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What tenants have used of what their plans grant. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Consumption")
public class ConsumptionResource {
    private static final Map<String, Integer> LEVELS = Map.of("0", 0, "75", 75, "90", 90, "100", 100);

    private final Consumptions consumptions;
    private final ShowConsumption showConsumption;
    private final Clock clock;

    ConsumptionResource(Consumptions consumptions, ShowConsumption showConsumption, Clock clock) {
        this.consumptions = consumptions;
        this.showConsumption = showConsumption;
        this.clock = clock;
    }

    /**
     * All of one tenant.
     *
     * @param features each limit and meter that it is granted, by feature
     */
    @Schema(name = "TenantConsumptionView")
    record TenantConsumptionView(UUID tenantId, List<ConsumptionView> features) {}

    @GET
    @Path("consumption")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "findConsumption",
            summary = "Who has used how much of what is granted",
            description =
                    "One item for each tenant and limit or meter, by tenant and feature, as it was told last: some seconds old at"
                            + " most. Pages by cursor: hand 'next' of one answer to the next request.")
    public Uni<Page<ConsumptionView>> find(
            @RestQuery @Nullable String tenantId,
            @RestQuery @Nullable String feature,
            @Parameter(schema = @Schema(enumeration = {"0", "75", "90", "100"})) @RestQuery @Nullable String level,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var tenant = tenantId == null ? null : new TenantId(Parameters.uuid("tenantId", tenantId));
        return consumptions
                .find(tenant, feature, level(level), clock.instant(), Parameters.limit(limit), cursor)
                .map(page -> page.map(found -> ConsumptionView.of(found.tenant(), found.use(), found.updatedAt())));
    }

    @GET
    @Path("tenants/{id}/consumption")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "showConsumption",
            summary = "What a tenant has used of what it is granted",
            description = "As it is counted by now, whether it was told already or not.")
    public Uni<TenantConsumptionView> show(@RestPath String id) {
        var tenant = new TenantId(Parameters.uuid("id", id));
        return showConsumption
                .of(tenant)
                .map(outlook -> new TenantConsumptionView(
                        tenant.value(),
                        outlook.features().stream()
                                .map(use -> ConsumptionView.of(tenant, use, outlook.now()))
                                .toList()));
    }

    private static int level(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        var level = LEVELS.get(text);
        if (level == null) {
            throw Parameters.invalid("level", "must be one of 0, 75, 90, 100");
        }
        return level;
    }
}
