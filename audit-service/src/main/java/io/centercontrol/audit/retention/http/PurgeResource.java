package io.centercontrol.audit.retention.http;

import io.centercontrol.audit.retention.OrderPurge;
import io.centercontrol.audit.retention.Purge;
import io.centercontrol.audit.retention.Purges;
import io.centercontrol.audit.retention.ShowDue;
import io.centercontrol.audit.trail.model.Category;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Answers;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What is due, and how it goes. */
@Path("/api/v1/audit/retention")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Retention of the trail")
public class PurgeResource {
    private static final String PURGES = "/api/v1/audit/retention/purges";

    private final ShowDue showDue;
    private final OrderPurge orderPurge;
    private final Purges purges;
    private final Writes writes;
    private final Caller caller;

    PurgeResource(ShowDue showDue, OrderPurge orderPurge, Purges purges, Writes writes, Caller caller) {
        this.showDue = showDue;
        this.orderPurge = orderPurge;
        this.purges = purges;
        this.writes = writes;
        this.caller = caller;
    }

    /**
     * A month of a category of which something is due.
     *
     * @param month in UTC, by when entries were recorded, such as 2026-01
     * @param dueAt from when on something of it is due
     * @param entries that still have all that is personal in them
     * @param due of these, those that a purge would take
     * @param held of these, those that are due and kept by legal holds
     * @param kept of these, those that are not due, by a policy that keeps them longer
     */
    @Schema(name = "AuditDueView")
    record DueView(Category category, String month, Instant dueAt, long entries, long due, long held, long kept) {
        static DueView of(ShowDue.Item item) {
            var counts = item.counts();
            return new DueView(
                    item.month().category(),
                    item.month().month().toString(),
                    item.dueAt(),
                    counts.purged() + counts.held() + counts.kept(),
                    counts.purged(),
                    counts.held(),
                    counts.kept());
        }
    }

    /**
     * What became of a month of a category.
     *
     * @param month in UTC, by when entries were recorded, such as 2026-01
     * @param purged entries of which what is personal was taken; when it is 0, nothing was changed
     * @param held entries that were due, and are kept by legal holds
     * @param kept entries that a tenant's policy keeps longer
     */
    @Schema(name = "AuditPurgedPartitionView")
    record PartitionView(Category category, String month, long purged, long held, long kept, Instant doneAt) {
        static PartitionView of(Purge.Partition partition) {
            return new PartitionView(
                    partition.month().category(),
                    partition.month().month().toString(),
                    partition.counts().purged(),
                    partition.counts().held(),
                    partition.counts().kept(),
                    partition.doneAt());
        }
    }

    /**
     * A purge that shall be.
     *
     * @param reason why now, for the record
     */
    @Schema(name = "AuditPurgeRequest", requiredProperties = "reason")
    record PurgeRequest(@Nullable String reason) {}

    @GET
    @Path("due")
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR})
    @Operation(
            operationId = "listAuditDue",
            summary = "What a purge would take",
            description =
                    "For each month and category of which something is due now, or by 'until': how many entries would go, and how many"
                            + " are kept by legal holds or by a tenant's policy. Only months that are over; the oldest first.")
    public Uni<Page<DueView>> due(
            @Parameter(schema = @Schema(implementation = Category.class)) @RestQuery @Nullable String category,
            @Parameter(schema = @Schema(implementation = Instant.class)) @RestQuery @Nullable String until,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        return showDue.run(new ShowDue.Command(
                        Parameters.oneOf("category", Category.class, category),
                        Parameters.instant("until", until),
                        Parameters.limit(limit),
                        cursor))
                .map(page -> page.map(DueView::of));
    }

    @POST
    @Path("purges")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "orderAuditPurge",
            summary = "Purge what is due now",
            description =
                    "As it happens once a day by itself. It goes on in the background, and after a crash, a month of a category at a"
                            + " time: each is purged and told in the trail (audit.purged), or neither. Takes Idempotency-Key and dryRun.")
    @CannotWait("It goes on in the background: GET /api/v1/audit/retention/purges/{id} tells how far it is.")
    @Answers(202)
    public Uni<RestResponse<PurgeView>> order(@Nullable PurgeRequest request) {
        var body = Bodies.required(request);
        var command = new OrderPurge.Command(caller.because(Reasons.required(body.reason())));
        return writes.answer(
                body,
                () -> orderPurge
                        .run(command)
                        .map(purge -> Answer.accepted(PurgeView.of(purge)).at(PURGES + "/" + purge.id())));
    }

    @GET
    @Path("purges")
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR})
    @Operation(operationId = "listAuditPurges", summary = "List purges", description = "The newest first.")
    public Uni<Page<PurgeView>> list(
            @Parameter(schema = @Schema(implementation = Purge.State.class)) @RestQuery @Nullable String state,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        return purges.page(Parameters.oneOf("state", Purge.State.class, state), Parameters.limit(limit), cursor)
                .map(page -> page.map(PurgeView::of));
    }

    @GET
    @Path("purges/{id}")
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR})
    @Operation(operationId = "showAuditPurge", summary = "How far a purge is")
    public Uni<PurgeView> show(@RestPath String id) {
        return purges.get(Parameters.uuid("id", id)).map(PurgeView::of);
    }

    @GET
    @Path("purges/{id}/partitions")
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR})
    @Operation(
            operationId = "listAuditPurgePartitions",
            summary = "What a purge did",
            description = "For each month of a category that it is through with; the oldest first.")
    public Uni<Page<PartitionView>> partitions(
            @RestPath String id, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        return purges.partitions(Parameters.uuid("id", id), Parameters.limit(limit), cursor)
                .map(page -> page.map(PartitionView::of));
    }
}
