package io.centercontrol.plans.subscription.http;

import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.plans.subscription.AssignPlan;
import io.centercontrol.plans.subscription.CancelScheduled;
import io.centercontrol.plans.subscription.ShowSubscription;
import io.centercontrol.plans.subscription.SubscriptionHistory;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Which plan a tenant has, had and will have. If-Match is optional. */
@Path("/api/v1/tenants/{id}/subscription")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Subscriptions")
public class SubscriptionResource {
    private final ShowSubscription showSubscription;
    private final SubscriptionHistory subscriptionHistory;
    private final AssignPlan assignPlan;
    private final CancelScheduled cancelScheduled;
    private final Writes writes;
    private final Caller caller;

    SubscriptionResource(
            ShowSubscription showSubscription,
            SubscriptionHistory subscriptionHistory,
            AssignPlan assignPlan,
            CancelScheduled cancelScheduled,
            Writes writes,
            Caller caller) {
        this.showSubscription = showSubscription;
        this.subscriptionHistory = subscriptionHistory;
        this.assignPlan = assignPlan;
        this.cancelScheduled = cancelScheduled;
        this.writes = writes;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "showSubscription",
            summary = "What a tenant has",
            description = "Its plan, what is scheduled, the add-ons and overrides that count.")
    public Uni<RestResponse<SubscriptionView>> show(@RestPath String id) {
        return showSubscription
                .run(new ShowSubscription.Command(tenantId(id)))
                .map(kept -> Answer.ok(SubscriptionView.of(kept))
                        .tagged(kept.state().subscription().version())
                        .toResponse());
    }

    @GET
    @Path("timeline")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "showSubscriptionTimeline",
            summary = "Which plan a tenant had when",
            description = "From its registration to the last that is scheduled, newest first: from, until, who decided"
                    + " it when, and why. There is neither a gap nor an overlap.")
    public Uni<List<SegmentView>> timeline(@RestPath String id) {
        return showSubscription
                .run(new ShowSubscription.Command(tenantId(id)))
                .map(kept -> kept.state().subscription().timeline().segments().reversed().stream()
                        .map(SegmentView::of)
                        .toList());
    }

    @GET
    @Path("history")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listSubscriptionHistory",
            summary = "The history of a subscription",
            description = "Who changed what, when and why, with the entitlements that it changed; newest first.")
    public Uni<Page<SubscriptionVersionView>> history(
            @RestPath String id, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        return subscriptionHistory
                .run(new SubscriptionHistory.Command(tenantId(id), Parameters.limit(limit), cursor))
                .map(page -> page.map(SubscriptionVersionView::of));
    }

    @POST
    @Path("assign")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "assignPlan",
            summary = "Give a tenant another plan",
            description = "The newest published version, or the one that is named. At once, which drops what was"
                    + " scheduled; 'at' a time; 'atPeriodEnd'; or as a 'trial', which ends by itself in the plan that the"
                    + " version names. Takes Idempotency-Key, dryRun, and wait=applied.")
    public Uni<RestResponse<SubscriptionView>> assign(
            @RestPath String id, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable AssignRequest request) {
        var body = Bodies.required(request);
        var command = new AssignPlan.Command(
                tenantId(id),
                body.key(),
                body.version(),
                body.when(),
                Versions.ifMatch(ifMatch),
                caller.because(Reasons.required(body.reason())));
        return writes.answer(body, () -> assignPlan.run(command).map(SubscriptionView::answer));
    }

    @POST
    @Path("cancel")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "cancelScheduledPlan",
            summary = "Cancel a scheduled plan",
            description = "Takes Idempotency-Key and dryRun.")
    public Uni<RestResponse<SubscriptionView>> cancel(
            @RestPath String id, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable CancelRequest request) {
        var body = Bodies.required(request);
        var command = new CancelScheduled.Command(
                tenantId(id),
                body.moment(),
                Versions.ifMatch(ifMatch),
                caller.because(Reasons.required(body.reason())));
        return writes.answer(body, () -> cancelScheduled.run(command).map(SubscriptionView::answer));
    }

    static TenantId tenantId(String id) {
        return new TenantId(Parameters.uuid("id", id));
    }
}
