package io.centercontrol.tenants.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.bulk.BulkItem;
import io.centercontrol.kit.bulk.BulkOperation;
import io.centercontrol.kit.bulk.BulkTargets;
import io.centercontrol.kit.bulk.BulkView;
import io.centercontrol.kit.bulk.OrderBulk;
import io.centercontrol.kit.rest.Answers;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.tenants.TenantFilter;
import io.centercontrol.tenants.Tenants;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** One thing for many tenants is ordered: by a filter, by a list, or with a line for each. */
@Path("/api/v1/tenants")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
@Tag(name = "Operations in bulk")
public class OrderBulkResource {
    private final OrderBulk orderBulk;
    private final Tenants tenants;
    private final TenantLines lines;
    private final Writes writes;
    private final Caller caller;
    private final ObjectMapper json;

    OrderBulkResource(
            OrderBulk orderBulk, Tenants tenants, TenantLines lines, Writes writes, Caller caller, ObjectMapper json) {
        this.orderBulk = orderBulk;
        this.tenants = tenants;
        this.lines = lines;
        this.writes = writes;
        this.caller = caller;
        this.json = json;
    }

    /** What can be done to many tenants. */
    enum Action {
        SUSPEND,
        DISABLE,
        REINSTATE,
        SCHEDULE_DELETION,
        CANCEL_DELETION,
        LABEL
    }

    /**
     * The body: which tenants, by exactly one of filter and tenants, and what is done to each.
     *
     * @param filter not an empty one
     * @param tenants ids
     * @param labels for LABEL: the labels with the values that they are to have; null takes one off
     */
    @Schema(requiredProperties = {"action", "reason"})
    record TenantBulkRequest(
            @Nullable Action action,
            @Nullable FilterRequest filter,
            @Nullable List<@Nullable String> tenants,
            @Nullable Map<String, @Nullable String> labels,
            @Nullable String reason) {
        @Nullable
        TenantFilter wanted() {
            return filter == null ? null : filter.toFilter();
        }

        Object given(Action asked) {
            if (asked != Action.LABEL) {
                if (labels != null) {
                    throw Refusal.Invalid.of("/labels", "NOT_WANTED", "Labels are for the action LABEL.")
                            .asException();
                }
                return new TenantMoves.Nothing();
            }
            if (labels == null || labels.isEmpty()) {
                throw Refusal.Invalid.of("/labels", "REQUIRED", "Say which labels, each with its value or null.")
                        .asException();
            }
            return new LabelEach.Labels(labels);
        }
    }

    @POST
    @Path("bulk")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "orderTenantBulk",
            summary = "Do one thing to many tenants",
            description = "Each is tried first, in the background, and rolled back: look at"
                    + " GET /api/v1/bulk-operations/{id} until it is PREVIEWED, then start it. Up to 100,000 tenants. A"
                    + " deletion is scheduled with governance's grace, and its start must say in 'expected' how many. Takes"
                    + " Idempotency-Key and dryRun.")
    @CannotWait("Nothing is done before the operation is started, so there is no event.")
    @Answers(202)
    public Uni<RestResponse<BulkView>> order(@Nullable TenantBulkRequest request) {
        var body = Bodies.required(request);
        var action = body.action();
        if (action == null) {
            throw Refusal.Invalid.of("/action", "REQUIRED", "Say what is to be done.")
                    .asException();
        }
        var cause = caller.because(Reasons.required(body.reason()));
        var given = body.given(action);
        return writes.answer(
                body,
                () -> BulkTargets.chosen(body.wanted(), body.tenants(), TenantFilter::isEmpty, this::found)
                        .chain(items -> order(action.name(), given, items, cause))
                        .map(operation -> BulkView.ordered(operation, json)));
    }

    @POST
    @Path("import")
    @Consumes(TenantLines.NDJSON)
    @Operation(
            operationId = "importTenants",
            summary = "Register many tenants",
            description =
                    "A line of JSON for each, as POST /api/v1/tenants takes it; up to 10,000 lines and 4 MB. Lines that"
                            + " cannot be read refuse all. Each is tried first, in the background, and rolled back: look at"
                            + " GET /api/v1/bulk-operations/{id} until it is PREVIEWED, then start it. Takes Idempotency-Key and"
                            + " dryRun.")
    @CannotWait("Nothing is done before the operation is started, so there is no event.")
    @Answers(202)
    public Uni<RestResponse<BulkView>> importAll(
            @RequestBody(
                            required = true,
                            content =
                                    @Content(
                                            mediaType = TenantLines.NDJSON,
                                            schema = @Schema(implementation = RegisterTenantRequest.class)))
                    byte @Nullable [] body,
            @RestQuery @Nullable String reason) {
        var cause = caller.because(Reasons.required(reason));
        var items = lines.read(Bodies.required(body));
        return writes.answer(
                items,
                () -> order(RegisterEach.WORD, new TenantMoves.Nothing(), items, cause)
                        .map(operation -> BulkView.ordered(operation, json)));
    }

    private Uni<List<TenantId>> found(TenantFilter filter) {
        return tenants.ids(filter, OrderBulk.MOST + 1);
    }

    private Uni<BulkOperation> order(String action, Object given, List<BulkItem> items, Cause cause) {
        return orderBulk.run(new OrderBulk.Command(action, given, items, cause));
    }
}
