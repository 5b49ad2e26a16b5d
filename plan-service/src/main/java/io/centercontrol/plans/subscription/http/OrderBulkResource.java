package io.centercontrol.plans.subscription.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.TenantId;
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
import io.centercontrol.plans.subscription.Subscriptions;
import io.centercontrol.plans.subscription.Subscriptions.Filter;
import io.centercontrol.plans.subscription.http.BulkAlterations.Assign;
import io.centercontrol.plans.subscription.http.BulkAlterations.Drop;
import io.centercontrol.plans.subscription.http.BulkAlterations.Put;
import io.centercontrol.plans.subscription.http.BulkAlterations.Wish;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** One thing for the subscriptions of many tenants is ordered: by a filter, or by a list. */
@Path("/api/v1/subscriptions/bulk")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Operations in bulk")
public class OrderBulkResource {
    private final OrderBulk orderBulk;
    private final Subscriptions subscriptions;
    private final Writes writes;
    private final Caller caller;
    private final ObjectMapper json;

    OrderBulkResource(
            OrderBulk orderBulk, Subscriptions subscriptions, Writes writes, Caller caller, ObjectMapper json) {
        this.orderBulk = orderBulk;
        this.subscriptions = subscriptions;
        this.writes = writes;
        this.caller = caller;
        this.json = json;
    }

    /**
     * The same filters as the list of subscriptions has.
     *
     * @param q a part of the tenant's slug or name
     */
    record FilterRequest(
            @Nullable String plan,
            @Nullable Integer version,
            @Nullable String feature,
            @Nullable String q) {
        Filter toFilter() {
            return new Filter(visible(plan), version, visible(feature), visible(q));
        }

        private static @Nullable String visible(@Nullable String text) {
            return text == null || text.isBlank() ? null : text.replace("\0", "");
        }
    }

    /**
     * The body: which tenants, by exactly one of filter and tenants, and exactly one of the things that can be done to each.
     *
     * @param filter not an empty one
     * @param tenants ids
     */
    @Schema(requiredProperties = "reason")
    record SubscriptionBulkRequest(
            @Nullable FilterRequest filter,
            @Nullable List<@Nullable String> tenants,
            @Nullable Assign assign,
            @Nullable Put override,
            @Nullable Drop dropOverride,
            @Nullable String reason) {
        @Nullable
        Filter wanted() {
            return filter == null ? null : filter.toFilter();
        }

        Wish wish() {
            var given = Stream.<@Nullable Wish>of(assign, override, dropOverride)
                    .filter(Objects::nonNull)
                    .toList();
            if (given.size() != 1) {
                throw Refusal.Invalid.of(
                                "",
                                "ACTION_REQUIRED",
                                "Say what is to be done, by exactly one of 'assign', 'override' and 'dropOverride'.")
                        .asException();
            }
            var wish = Objects.requireNonNull(given.getFirst());
            wish.check();
            return wish;
        }
    }

    @POST
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "orderSubscriptionBulk",
            summary = "Do one thing to many subscriptions",
            description =
                    "Give another plan, at once or at a time; override a feature; let plan and add-ons decide again. Each"
                            + " is tried first, in the background, and rolled back: look at GET /api/v1/bulk-operations/{id} until"
                            + " it is PREVIEWED, then start it. Up to 100,000 tenants. Takes Idempotency-Key and dryRun.")
    @CannotWait("Nothing is done before the operation is started, so there is no event.")
    @Answers(202)
    public Uni<RestResponse<BulkView>> order(@Nullable SubscriptionBulkRequest request) {
        var body = Bodies.required(request);
        var cause = caller.because(Reasons.required(body.reason()));
        var wish = body.wish();
        return writes.answer(
                body,
                () -> BulkTargets.chosen(body.wanted(), body.tenants(), Filter::isEmpty, this::found)
                        .chain(items -> orderBulk.run(new OrderBulk.Command(wish.word(), wish, items, cause)))
                        .map(operation -> BulkView.ordered(operation, json)));
    }

    private Uni<List<TenantId>> found(Filter filter) {
        return subscriptions.tenants(filter, OrderBulk.MOST + 1);
    }
}
