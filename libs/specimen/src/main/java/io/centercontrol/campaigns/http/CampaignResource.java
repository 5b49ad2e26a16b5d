package io.centercontrol.campaigns.http;

import io.centercontrol.campaigns.Campaigns;
import io.centercontrol.campaigns.EndCampaign;
import io.centercontrol.campaigns.RenameCampaign;
import io.centercontrol.campaigns.StartCampaign;
import io.centercontrol.campaigns.model.Campaign;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.aggregate.VersionView;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Answers;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Campaigns: start, rename, end, look at. */
@Path("/api/v1/campaigns")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Campaigns")
public class CampaignResource {
    private static final String NOBODY_FOLLOWS =
            "No instance of a tenant service follows campaigns, so that there is no copy to prove.";

    private final StartCampaign startCampaign;
    private final RenameCampaign renameCampaign;
    private final EndCampaign endCampaign;
    private final Campaigns campaigns;
    private final Writes writes;
    private final Caller caller;

    CampaignResource(
            StartCampaign startCampaign,
            RenameCampaign renameCampaign,
            EndCampaign endCampaign,
            Campaigns campaigns,
            Writes writes,
            Caller caller) {
        this.startCampaign = startCampaign;
        this.renameCampaign = renameCampaign;
        this.endCampaign = endCampaign;
        this.campaigns = campaigns;
        this.writes = writes;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "findCampaigns",
            summary = "Find campaigns",
            description = "By key; pages by cursor: hand 'next' of one answer to the next request.")
    public Uni<Page<CampaignView>> find(
            @RestQuery @Nullable String state, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        return campaigns
                .find(Parameters.oneOf("state", Campaign.State.class, state), Parameters.limit(limit), cursor)
                .map(page -> page.map(CampaignView::of));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "startCampaign",
            summary = "Start a campaign",
            description = "Key and budget never change. Takes Idempotency-Key and dryRun.")
    @Answers(201)
    @CannotWait(NOBODY_FOLLOWS)
    public Uni<RestResponse<CampaignView>> start(@Nullable StartCampaignRequest request) {
        var body = Bodies.required(request);
        var command = body.toCommand(caller);
        return writes.answer(
                body,
                () -> startCampaign
                        .run(command)
                        .map(kept -> Answer.created(CampaignView.of(kept))
                                .tagged(kept.version())
                                .at("/api/v1/campaigns/" + command.key())));
    }

    @GET
    @Path("{key}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "showCampaign",
            summary = "Look at a campaign",
            description = "With 'at' as it was at that moment.")
    public Uni<RestResponse<CampaignView>> show(@RestPath String key, @RestQuery @Nullable String at) {
        var moment = Parameters.instant("at", at);
        var found = moment == null ? campaigns.get(key) : campaigns.asOf(key, moment);
        return found.map(CampaignResource::answer).map(Answer::toResponse);
    }

    @PUT
    @Path("{key}/name")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "renameCampaign",
            summary = "Rename a campaign",
            description = "One that runs. If-Match is required; takes Idempotency-Key and dryRun.")
    @CannotWait(NOBODY_FOLLOWS)
    public Uni<RestResponse<CampaignView>> rename(
            @RestPath String key,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable RenameCampaignRequest request) {
        var body = Bodies.required(request);
        var command = body.toCommand(key, Versions.requiredIfMatch(ifMatch), caller);
        return writes.answer(body, () -> renameCampaign.run(command).map(CampaignResource::answer));
    }

    @POST
    @Path("{key}/end")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "endCampaign",
            summary = "End a campaign",
            description = "For good. A reason is required; takes If-Match, Idempotency-Key and dryRun.")
    @CannotWait(NOBODY_FOLLOWS)
    public Uni<RestResponse<CampaignView>> end(
            @RestPath String key,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable EndCampaignRequest request) {
        var body = Bodies.required(request);
        var command = body.toCommand(key, Versions.ifMatch(ifMatch), caller);
        return writes.answer(body, () -> endCampaign.run(command).map(CampaignResource::answer));
    }

    @GET
    @Path("{key}/history")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listCampaignHistory",
            summary = "The history of a campaign",
            description = "Who changed what, when and why; newest first.")
    public Uni<Page<VersionView>> history(
            @RestPath String key, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        return campaigns.history(key, Parameters.limit(limit), cursor).map(page -> page.map(VersionView::of));
    }

    private static Answer<CampaignView> answer(Kept<Campaign> kept) {
        return Answer.ok(CampaignView.of(kept)).tagged(kept.version());
    }
}
