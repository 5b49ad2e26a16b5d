package io.centercontrol.flags.authoring.http;

import io.centercontrol.evaluation.Reason;
import io.centercontrol.flags.authoring.ExplainFlag;
import io.centercontrol.flags.authoring.model.Explained.DecidedBy;
import io.centercontrol.kernel.FlagAddress;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotDryRun;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.UnavailableWhen;
import io.centercontrol.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/** Why somebody gets what. */
@Path("/api/v1/flags/{key}/explain")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Flags")
public class ExplainResource {
    private final ExplainFlag explainFlag;

    ExplainResource(ExplainFlag explainFlag) {
        this.explainFlag = explainFlag;
    }

    /** Who asks: a tenant, whatever else is known, or both. */
    record ExplainRequest(
            @Nullable String tenantId, @Nullable Map<String, @Nullable Object> context) {}

    /**
     * The answer.
     *
     * @param value null when the caller's own default counts
     * @param rule JSON pointer into the authored definition
     * @param context all that was known of who asks
     */
    record ExplanationView(
            String key,
            long version,
            @Nullable Object value,
            @Nullable String variant,
            Reason reason,
            DecidedBy decidedBy,
            @Nullable String rule,
            @Nullable KillSwitchView killSwitch,
            @Nullable String message,
            Map<String, @Nullable Object> context) {
        static ExplanationView of(String key, ExplainFlag.Outcome outcome) {
            var explained = outcome.explained();
            var killSwitch = explained.killSwitch();
            return new ExplanationView(
                    key,
                    outcome.version(),
                    explained.value(),
                    explained.variant(),
                    explained.reason(),
                    explained.decidedBy(),
                    explained.rule(),
                    killSwitch == null ? null : KillSwitchView.of(killSwitch),
                    explained.message(),
                    outcome.context());
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @UnavailableWhen("the instance has not read all tenants yet")
    @Operation(
            operationId = "explainFlag",
            summary = "Explain a flag's value",
            description =
                    "For a tenant, whose attributes are filled in, for a 'context', or for both, of which the context"
                            + " counts first. 'decidedBy' says which layer it was, 'rule' where in the authored"
                            + " definition. Changes nothing.")
    @CannotWait("It changes nothing, so there is no event.")
    @CannotDryRun("It changes nothing.")
    public Uni<ExplanationView> explain(@RestPath("key") FlagAddress address, @Nullable ExplainRequest request) {
        var body = Bodies.required(request);
        var tenant = body.tenantId();
        return explainFlag
                .run(new ExplainFlag.Command(
                        address.key(),
                        tenant == null ? null : FlagWrites.tenantId(tenant),
                        body.context() == null ? Map.of() : body.context()))
                .map(outcome -> ExplanationView.of(address.key(), outcome));
    }
}
