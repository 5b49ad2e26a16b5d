package io.centercontrol.flags.keys.http;

import io.centercontrol.flags.keys.IssueSdkKey;
import io.centercontrol.flags.keys.RevokeSdkKey;
import io.centercontrol.flags.keys.SdkKeyFilter;
import io.centercontrol.flags.keys.SdkKeys;
import io.centercontrol.flags.keys.model.Scope;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.VersionView;
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
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Keys of programs that ask for flags. */
@Path("/api/v1/sdk-keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "SDK keys")
public class SdkKeyResource {
    private final IssueSdkKey issueSdkKey;
    private final RevokeSdkKey revokeSdkKey;
    private final SdkKeys keys;
    private final Writes writes;
    private final Caller caller;

    SdkKeyResource(IssueSdkKey issueSdkKey, RevokeSdkKey revokeSdkKey, SdkKeys keys, Writes writes, Caller caller) {
        this.issueSdkKey = issueSdkKey;
        this.revokeSdkKey = revokeSdkKey;
        this.keys = keys;
        this.writes = writes;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "findSdkKeys",
            summary = "Find SDK keys",
            description = "The newest last; pages by cursor: hand 'next' of one answer to the next request.")
    public Uni<Page<SdkKeyView>> find(
            @Parameter(schema = @Schema(implementation = Scope.class)) @RestQuery @Nullable String scope,
            @RestQuery @Nullable String tenantId,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @RestQuery @Nullable String revoked,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var filter = new SdkKeyFilter(
                Parameters.oneOf("scope", Scope.class, scope),
                tenantId == null ? null : new TenantId(Parameters.uuid("tenantId", tenantId)),
                revoked == null ? null : Parameters.flag("revoked", revoked));
        return keys.find(filter, Parameters.limit(limit), cursor).map(page -> page.map(SdkKeyView::of));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "issueSdkKey",
            summary = "Issue an SDK key",
            description = "The key stands in this one answer and nowhere else, not in that to a repeat with the same"
                    + " Idempotency-Key either. Scopes: OFREP, SYNC. An OFREP key can be bound to tenants. Takes"
                    + " Idempotency-Key and dryRun.")
    @CannotWait("A key is no event: every instance of flag-service knows of it within a second.")
    @Answers(201)
    public Uni<RestResponse<SdkKeyView>> issue(@Nullable IssueRequest request) {
        var body = Bodies.required(request);
        var command = body.toCommand(caller);
        var secret = new AtomicReference<String>();
        return writes.once(
                        body,
                        () -> issueSdkKey.run(command).map(issued -> {
                            secret.set(issued.secret());
                            var id = issued.kept().key().id();
                            return Answer.created(SdkKeyView.of(issued.kept())).at("/api/v1/sdk-keys/" + id);
                        }))
                .map(answer -> answer.showing(view -> view.with(secret.get())))
                .map(Answer::toResponse);
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(operationId = "showSdkKey", summary = "Look at an SDK key")
    public Uni<SdkKeyView> show(@RestPath String id) {
        return keys.get(id(id)).map(SdkKeyView::of);
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "revokeSdkKey",
            summary = "Revoke an SDK key",
            description = "Every instance refuses it within a second, and ends its streams. Needs 'reason' as a"
                    + " parameter; takes dryRun.")
    @CannotWait("A key is no event: every instance of flag-service refuses it within a second.")
    public Uni<RestResponse<SdkKeyView>> revoke(@RestPath String id, @RestQuery @Nullable String reason) {
        var why = Reasons.required(reason);
        var command = new RevokeSdkKey.Command(id(id), caller.because(why));
        return writes.answer(
                List.of(id, why),
                () -> revokeSdkKey.run(command).map(SdkKeyView::of).map(Answer::ok));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listSdkKeyHistory",
            summary = "The audit trail of an SDK key",
            description = "Who issued and who revoked it; newest first.")
    public Uni<Page<VersionView>> history(
            @RestPath String id, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        return keys.history(id(id), Parameters.limit(limit), cursor).map(page -> page.map(VersionView::of));
    }

    private static UUID id(String id) {
        return Parameters.uuid("id", id);
    }
}
