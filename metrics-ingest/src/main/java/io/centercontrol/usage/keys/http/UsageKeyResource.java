package io.centercontrol.usage.keys.http;

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
import io.centercontrol.usage.keys.IssueUsageKey;
import io.centercontrol.usage.keys.RevokeUsageKey;
import io.centercontrol.usage.keys.UsageKeys;
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

/** Keys of programs that send usage by HTTP. */
@Path("/api/v1/usage-keys")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Usage keys")
public class UsageKeyResource {
    private final IssueUsageKey issueUsageKey;
    private final RevokeUsageKey revokeUsageKey;
    private final UsageKeys keys;
    private final Writes writes;
    private final Caller caller;

    UsageKeyResource(
            IssueUsageKey issueUsageKey, RevokeUsageKey revokeUsageKey, UsageKeys keys, Writes writes, Caller caller) {
        this.issueUsageKey = issueUsageKey;
        this.revokeUsageKey = revokeUsageKey;
        this.keys = keys;
        this.writes = writes;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "findUsageKeys",
            summary = "Find usage keys",
            description = "The newest last; pages by cursor: hand 'next' of one answer to the next request.")
    public Uni<Page<UsageKeyView>> find(
            @RestQuery @Nullable String tenantId,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @RestQuery @Nullable String revoked,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        return keys.find(
                        tenantId == null ? null : new TenantId(Parameters.uuid("tenantId", tenantId)),
                        revoked == null ? null : Parameters.flag("revoked", revoked),
                        Parameters.limit(limit),
                        cursor)
                .map(page -> page.map(UsageKeyView::of));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "issueUsageKey",
            summary = "Issue a usage key",
            description =
                    "With it a program sends usage to POST /api/v1/events and POST /v1/metrics, and does nothing else. The key stands in"
                            + " this one answer and nowhere else, not in that to a repeat with the same Idempotency-Key either."
                            + " Takes Idempotency-Key and dryRun.")
    @CannotWait("A key is no event: every instance of metrics-ingest knows of it within about a second.")
    @Answers(201)
    public Uni<RestResponse<UsageKeyView>> issue(@Nullable IssueUsageKeyRequest request) {
        var body = Bodies.required(request);
        var command = body.toCommand(caller);
        var secret = new AtomicReference<String>();
        return writes.once(
                        body,
                        () -> issueUsageKey.run(command).map(issued -> {
                            secret.set(issued.secret());
                            var id = issued.kept().key().id();
                            return Answer.created(UsageKeyView.of(issued.kept()))
                                    .at("/api/v1/usage-keys/" + id);
                        }))
                .map(answer -> answer.showing(view -> view.with(secret.get())))
                .map(Answer::toResponse);
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(operationId = "showUsageKey", summary = "Look at a usage key")
    public Uni<UsageKeyView> show(@RestPath String id) {
        return keys.get(id(id)).map(UsageKeyView::of);
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "revokeUsageKey",
            summary = "Revoke a usage key",
            description =
                    "Every instance refuses it within about a second; what was taken with it stays. Needs 'reason'"
                            + " as a parameter; takes dryRun.")
    @CannotWait("A key is no event: every instance of metrics-ingest refuses it within about a second.")
    public Uni<RestResponse<UsageKeyView>> revoke(@RestPath String id, @RestQuery @Nullable String reason) {
        var why = Reasons.required(reason);
        var command = new RevokeUsageKey.Command(id(id), caller.because(why));
        return writes.answer(
                List.of(id, why),
                () -> revokeUsageKey.run(command).map(UsageKeyView::of).map(Answer::ok));
    }

    @GET
    @Path("{id}/history")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listUsageKeyHistory",
            summary = "The audit trail of a usage key",
            description = "Who issued and who revoked it; newest first.")
    public Uni<Page<VersionView>> history(
            @RestPath String id, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        return keys.history(id(id), Parameters.limit(limit), cursor).map(page -> page.map(VersionView::of));
    }

    private static UUID id(String id) {
        return Parameters.uuid("id", id);
    }
}
