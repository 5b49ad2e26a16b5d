package io.centercontrol.flags.rollouts.http;

import io.centercontrol.flags.rollouts.Rollouts;
import io.centercontrol.flags.rollouts.SayWord;
import io.centercontrol.flags.rollouts.model.Guard;
import io.centercontrol.flags.rollouts.model.Rollout;
import io.centercontrol.flags.rollouts.model.WordVerdict;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.UnavailableWhen;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What is said of a rollout from outside. */
@UnavailableWhen("it is a dry run and the instance has not read all tenants yet")
@Path("/api/v1/rollouts/{id}/word")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Rollouts")
public class RolloutWordResource {
    private final Rollouts rollouts;
    private final SayWord sayWord;
    private final RolloutWrites writes;
    private final Caller caller;
    private final SecurityIdentity identity;

    RolloutWordResource(
            Rollouts rollouts, SayWord sayWord, RolloutWrites writes, Caller caller, SecurityIdentity identity) {
        this.rollouts = rollouts;
        this.sayWord = sayWord;
        this.writes = writes;
        this.caller = caller;
        this.identity = identity;
    }

    /** How it goes, and why. */
    @Schema(requiredProperties = {"verdict", "reason"})
    record WordRequest(
            @Nullable WordVerdict verdict, @Nullable String reason) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.TENANT_SERVICE})
    @Operation(
            operationId = "sayWordOnRollout",
            summary = "Say how a rollout goes",
            description =
                    "For a program that watches: a BAD word pauses the rollout or takes it back at once, as its guard of the"
                            + " kind WORD says; a GOOD one counts until the next step. Beside operators, the tenant"
                            + " service that the guard names may say it. A reason is required. Takes Idempotency-Key,"
                            + " dryRun and wait=applied.")
    public Uni<RestResponse<RolloutView>> say(@RestPath String id, @Nullable WordRequest request) {
        var body = Bodies.required(request);
        var why = Reasons.required(body.reason());
        if (body.verdict() == null) {
            throw Refusal.Invalid.of("/verdict", "REQUIRED", "Say GOOD or BAD.").asException();
        }
        var command = new SayWord.Command(Parameters.uuid("id", id), body.verdict(), why, caller.because(why));
        return rollouts.get(command.id())
                .invoke(this::mayBeSaid)
                .chain(() -> writes.step(command.id(), body, () -> sayWord.run(command)));
    }

    private void mayBeSaid(Rollout rollout) {
        if (!identity.hasRole(Roles.ADMIN) && !identity.hasRole(Roles.OPERATOR)) {
            caller.mustBe(rollout.plan().guards().stream()
                    .<String>mapMulti((guard, next) -> {
                        if (guard instanceof Guard.OfWord word && word.service() != null) {
                            next.accept(word.service());
                        }
                    })
                    .findFirst()
                    .orElse(""));
        }
    }
}
