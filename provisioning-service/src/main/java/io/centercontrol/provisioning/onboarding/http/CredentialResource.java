package io.centercontrol.provisioning.onboarding.http;

import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Answers;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotDryRun;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.UnavailableWhen;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.provisioning.onboarding.Credential;
import io.centercontrol.provisioning.onboarding.FindCredentials;
import io.centercontrol.provisioning.onboarding.IssueCredential;
import io.centercontrol.provisioning.onboarding.RevokeCredential;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
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

/** Credentials of a tenant service: who was given some, a second set to change over to, and the end of one. */
@Path("/api/v1/tenant-services/{key}/credentials")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenant services")
class CredentialResource {
    private final FindCredentials findCredentials;
    private final IssueCredential issueCredential;
    private final RevokeCredential revokeCredential;
    private final RegistryReader reader;
    private final Writes writes;
    private final Caller caller;

    CredentialResource(
            FindCredentials findCredentials,
            IssueCredential issueCredential,
            RevokeCredential revokeCredential,
            RegistryReader reader,
            Writes writes,
            Caller caller) {
        this.findCredentials = findCredentials;
        this.issueCredential = issueCredential;
        this.revokeCredential = revokeCredential;
        this.reader = reader;
        this.writes = writes;
        this.caller = caller;
    }

    /** The body of an answer that lists them. */
    record CredentialsView(
            List<CredentialView> items, @Nullable Instant lastRotatedAt) {}

    @GET
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "listCredentials",
            summary = "List a tenant service's credentials",
            description = "Without secrets: those are shown once.")
    public Uni<CredentialsView> list(@RestPath String key) {
        return findCredentials
                .run(key)
                .map(all -> new CredentialsView(
                        all.stream().map(CredentialView::of).toList(),
                        all.stream()
                                .map(Credential::createdAt)
                                .max(Comparator.naturalOrder())
                                .orElse(null)));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @UnavailableWhen("the broker or the registry does not answer")
    @Operation(
            operationId = "issueCredential",
            summary = "Give a tenant service a second set of credentials",
            description =
                    "Its secrets are in this one answer. A repeat with the same Idempotency-Key does not show them"
                            + " again: revoke what was lost, and ask anew. Two at most.")
    @CannotWait("It is no event: it is good from the answer on.")
    @Answers(value = 201, located = false)
    public Uni<RestResponse<CredentialView>> issue(@RestPath String key, @Nullable ReasonRequest request) {
        var body = Bodies.required(request);
        var command = new IssueCredential.Command(key, caller.because(Reasons.required(body.reason())));
        var begun = new AtomicReference<@Nullable Credential>();
        return writes.once(
                        body,
                        () -> issueCredential
                                .begin(command)
                                .invoke(begun::set)
                                .map(CredentialView::of)
                                .map(Answer::created))
                .chain(answer -> {
                    var credential = begun.get();
                    return credential == null || !answer.isFirst()
                            ? Uni.createFrom().item(answer)
                            : issueCredential
                                    .finish(credential)
                                    .map(issued -> answer.showing(view -> CredentialView.of(issued, reader)));
                })
                .map(Answer::toResponse);
    }

    @DELETE
    @Path("{id}")
    @RolesAllowed(Roles.ADMIN)
    @UnavailableWhen("the broker or the registry does not answer")
    @Operation(
            operationId = "revokeCredential",
            summary = "Revoke a credential",
            description = "Needs the query parameter reason. From the answer on it is good for nothing, also for who is"
                    + " logged in with it.")
    @CannotWait("It is no event: it is good for nothing from the answer on.")
    @CannotDryRun("A broker does not take back what it was told.")
    public Uni<RestResponse<Void>> revoke(
            @RestPath String key,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @RestPath String id,
            @RestQuery @Nullable String reason) {
        return revokeCredential
                .run(new RevokeCredential.Command(key, number(id), caller.because(Reasons.required(reason))))
                .replaceWith(() -> RestResponse.noContent());
    }

    private static int number(String text) {
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw Parameters.invalid("id", "must be the number of a credential");
        }
        return Integer.parseInt(text);
    }
}
