package io.centercontrol.flags.authoring.http;

import io.centercontrol.flags.authoring.ChangedShared;
import io.centercontrol.flags.authoring.DeleteEvaluator;
import io.centercontrol.flags.authoring.Evaluators;
import io.centercontrol.flags.authoring.PreviewEffects;
import io.centercontrol.flags.authoring.PutEvaluator;
import io.centercontrol.flags.authoring.ShowEvaluator;
import io.centercontrol.flags.authoring.http.EvaluatorView.ChangedFlagView;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.Permit;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.aggregate.VersionView;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Answers;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Required;
import io.centercontrol.kit.rest.UnavailableWhen;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Pieces of targeting that flags share. */
@UnavailableWhen("it is a dry run and the instance has not read all tenants yet")
@Path("/api/v1/flag-evaluators")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Shared evaluators")
public class EvaluatorResource {
    private final ShowEvaluator showEvaluator;
    private final PutEvaluator putEvaluator;
    private final DeleteEvaluator deleteEvaluator;
    private final PreviewEffects previewEffects;
    private final Writes writes;
    private final Evaluators evaluators;
    private final Caller caller;

    EvaluatorResource(
            ShowEvaluator showEvaluator,
            PutEvaluator putEvaluator,
            DeleteEvaluator deleteEvaluator,
            PreviewEffects previewEffects,
            Writes writes,
            Evaluators evaluators,
            Caller caller) {
        this.showEvaluator = showEvaluator;
        this.putEvaluator = putEvaluator;
        this.deleteEvaluator = deleteEvaluator;
        this.previewEffects = previewEffects;
        this.writes = writes;
        this.evaluators = evaluators;
        this.caller = caller;
    }

    /** The evaluator as it shall be. */
    @Schema(requiredProperties = "rule")
    record EvaluatorRequest(
            @Nullable String description,
            @Nullable JsonText rule,
            @Nullable Boolean breakGlass,
            @Nullable String reason) {}

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "findEvaluators",
            summary = "Find shared evaluators",
            description = "By name. Pages by cursor.")
    public Uni<Page<EvaluatorView>> find(@RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        return evaluators.find(Parameters.limit(limit), cursor).map(page -> page.map(EvaluatorView::listed));
    }

    @GET
    @Path("{name}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "showEvaluator",
            summary = "Look at a shared evaluator",
            description = "With the keys of the flags that use it.")
    public Uni<RestResponse<EvaluatorView>> show(@RestPath String name) {
        return showEvaluator
                .run(new ShowEvaluator.Command(name))
                .map(shown -> Answer.ok(EvaluatorView.of(shown))
                        .tagged(shown.evaluator().version()))
                .map(Answer::toResponse);
    }

    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "putEvaluator",
            summary = "Set a shared evaluator",
            description =
                    "Every flag that uses it is told anew in the same transaction; refused when one would be invalid,"
                            + " or is sensitive and 'breakGlass' is not said. If-None-Match: * sets what there is not,"
                            + " If-Match with its ETag changes it, and If-Match: * sets it in any case. Takes dryRun and"
                            + " wait=applied.")
    @Answers(value = 201, located = false)
    public Uni<RestResponse<EvaluatorView>> put(
            @RestPath String name,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @RestHeader("If-None-Match") @Nullable String ifNoneMatch,
            @Nullable EvaluatorRequest request) {
        var body = Bodies.required(request);
        var why = Reasons.optional(body.reason());
        var required = new Required();
        var rule = required.value("/rule", body.rule(), new JsonText("{}"));
        required.end();
        var onlyNew = isOnlyNew(ifNoneMatch);
        var command = new PutEvaluator.Command(
                name,
                body.description() == null ? "" : body.description(),
                rule.text(),
                Permit.asked(Boolean.TRUE.equals(body.breakGlass()), why),
                onlyNew,
                onlyNew ? null : Versions.requiredIfMatch(ifMatch),
                caller.because(why));
        return writes.answer(body, () -> putEvaluator.run(command).chain(this::answer));
    }

    private static boolean isOnlyNew(@Nullable String ifNoneMatch) {
        if (ifNoneMatch != null && !ifNoneMatch.strip().equals("*")) {
            throw Refusal.Invalid.of(
                            "", "INVALID_IF_NONE_MATCH", "If-None-Match takes * here, to set what there is not.")
                    .asException();
        }
        return ifNoneMatch != null;
    }

    @DELETE
    @Path("{name}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "deleteEvaluator",
            summary = "Delete a shared evaluator",
            description =
                    "Refused while a flag that is not archived, or another evaluator, refers to it. Needs 'reason' as"
                            + " a parameter. Its history stays. Takes If-Match and dryRun.")
    public Uni<RestResponse<EvaluatorView>> delete(
            @RestPath String name,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @RestQuery @Nullable String reason) {
        var why = Reasons.required(reason);
        var command = new DeleteEvaluator.Command(name, Versions.ifMatch(ifMatch), caller.because(why));
        return writes.answer(
                List.of(name, why), () -> deleteEvaluator.run(command).chain(this::answer));
    }

    @GET
    @Path("{name}/history")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listEvaluatorHistory",
            summary = "The history of a shared evaluator",
            description = "Who changed what, when and why; newest first, beyond a deletion too.")
    public Uni<Page<VersionView>> history(
            @RestPath String name, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        return evaluators.history(name, Parameters.limit(limit), cursor).map(page -> page.map(VersionView::of));
    }

    private Uni<Answer<EvaluatorView>> answer(ChangedShared changed) {
        return Multi.createFrom()
                .iterable(changed.flags())
                .onItem()
                .transformToUniAndConcatenate(this::view)
                .collect()
                .asList()
                .map(flags -> EvaluatorView.of(changed, flags))
                .map(view -> (view.version() == 1 && !changed.changes().isEmpty()
                                ? Answer.created(view)
                                : Answer.ok(view))
                        .tagged(view.version()));
    }

    private Uni<ChangedFlagView> view(Written<Flag> altered) {
        return writes.isDryRun()
                ? previewEffects
                        .run(new PreviewEffects.Command(
                                altered.before(), altered.kept().state()))
                        .map(effects -> ChangedFlagView.of(altered, EffectsView.of(effects)))
                : Uni.createFrom().item(ChangedFlagView.of(altered, null));
    }
}
