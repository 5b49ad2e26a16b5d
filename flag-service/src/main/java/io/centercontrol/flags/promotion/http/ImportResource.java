package io.centercontrol.flags.promotion.http;

import io.centercontrol.evaluation.logic.Bucketing;
import io.centercontrol.flags.authoring.PreviewEffects;
import io.centercontrol.flags.authoring.model.FlagKind;
import io.centercontrol.flags.authoring.model.Permit;
import io.centercontrol.flags.promotion.ImportFlags;
import io.centercontrol.flags.promotion.Imported;
import io.centercontrol.flags.promotion.Imported.Result;
import io.centercontrol.flags.promotion.model.PromotedFlag;
import io.centercontrol.flags.promotion.model.PromotionDocument;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.UnavailableWhen;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Flags out of one flagd document. */
@UnavailableWhen("it is a dry run and the instance has not read all tenants yet")
@Path("/api/v1/flags/import")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Promotion")
public class ImportResource {
    private final ImportFlags importFlags;
    private final PreviewEffects previewEffects;
    private final Writes writes;
    private final Caller caller;

    ImportResource(ImportFlags importFlags, PreviewEffects previewEffects, Writes writes, Caller caller) {
        this.importFlags = importFlags;
        this.previewEffects = previewEffects;
        this.writes = writes;
        this.caller = caller;
    }

    /** What becomes of flags that the document does not have, in the words of the API. */
    enum Prune {
        archive
    }

    /** What becomes of a document that there is something to warn of, in the words of the API. */
    enum Warnings {
        refuse
    }

    /** What becomes of sensitive flags that would change, in the words of the API. */
    enum Sensitive {
        request
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "importFlags",
            summary = "Put a flagd document in",
            description =
                    "Any valid one of at most 1 MB, all of it or nothing: new flags are created, others changed, and the answer"
                            + " tells the difference of each. What the metadata does not say of a new flag is 'owner', else the"
                            + " caller's name, and 'kind', else RELEASE; of others it stays as it is. Flags that are not in the"
                            + " document are left alone unless prune=archive. Sensitive ones that would change are refused,"
                            + " unless sensitive=request opens a change request for each, or breakGlass=true comes with a"
                            + " 'reason' of 20 characters. dryRun also tells how many tenants would get another value, and what"
                            + " would be refused flag by flag. 'warnings' of the answer names what was kept as it came and flagd falls"
                            + " back for, and flags that can have no kill switch, since no off variant of theirs is known; with"
                            + " warnings=refuse such a document changes nothing. 'bucketing' says which generation of the hash spreads"
                            + " flags whose metadata does not say it (cc.bucketing); else it stays, and is UTF8 for new ones. Takes Idempotency-Key and wait=applied.")
    public Uni<RestResponse<ImportView>> put(
            @RestQuery @Nullable String owner,
            @Parameter(schema = @Schema(implementation = FlagKind.class)) @RestQuery @Nullable String kind,
            @Parameter(schema = @Schema(implementation = Prune.class)) @RestQuery @Nullable String prune,
            @Parameter(schema = @Schema(implementation = Sensitive.class)) @RestQuery @Nullable String sensitive,
            @Parameter(schema = @Schema(implementation = Warnings.class)) @RestQuery @Nullable String warnings,
            @Parameter(schema = @Schema(implementation = Bucketing.class)) @RestQuery @Nullable String bucketing,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @RestQuery("breakGlass") @Nullable String glass,
            @RestQuery @Nullable String reason,
            @Nullable String document) {
        var why = Reasons.optional(reason);
        var cause = caller.because(why);
        var of = Parameters.oneOf("kind", FlagKind.class, kind);
        var command = new ImportFlags.Command(
                PromotionDocument.read(Bodies.required(document)),
                new PromotedFlag.Otherwise(
                        of == null ? FlagKind.RELEASE : of,
                        owner(owner, cause),
                        Parameters.oneOf("bucketing", Bucketing.class, bucketing)),
                Parameters.oneOf("prune", Prune.class, prune) != null,
                Parameters.oneOf("sensitive", Sensitive.class, sensitive) != null,
                Parameters.oneOf("warnings", Warnings.class, warnings) != null,
                writes.isDryRun(),
                Permit.asked(Parameters.flag("breakGlass", glass), why),
                cause);
        var asked = List.of(
                String.valueOf(document),
                String.valueOf(owner),
                String.valueOf(kind),
                String.valueOf(prune),
                String.valueOf(sensitive),
                String.valueOf(warnings),
                String.valueOf(bucketing),
                String.valueOf(glass),
                String.valueOf(reason));
        var done = new AtomicReference<@Nullable Imported>();
        return writes.once(
                        asked,
                        () -> importFlags.run(command).invoke(done::set).map(one -> Answer.ok(ImportView.of(one))))
                .chain(answer -> writes.isDryRun()
                        ? dry(Objects.requireNonNull(done.get(), "a dry run is no repetition"))
                        : Uni.createFrom().item(answer))
                .map(Answer::toResponse);
    }

    private static String owner(@Nullable String given, Cause cause) {
        if (given != null && !given.isBlank()) {
            return given.strip();
        }
        var name = cause.actor().name();
        return name == null ? cause.actor().id() : name;
    }

    /** Whom it concerns is found out when all is rolled back: nobody waits for it. */
    private Uni<Answer<ImportView>> dry(Imported imported) {
        return Multi.createFrom()
                .iterable(imported.flags())
                .filter(one -> one.after() != null && one.result() != Result.UNCHANGED)
                .onItem()
                .transformToUniAndConcatenate(one -> previewEffects
                        .run(new PreviewEffects.Command(one.before(), Objects.requireNonNull(one.after(), "filtered")))
                        .map(effects -> Map.entry(one.key(), effects.total())))
                .collect()
                .in(TreeMap<String, Long>::new, (all, one) -> all.put(one.getKey(), one.getValue()))
                .map(tenants -> Answer.ok(ImportView.dry(imported, tenants)));
    }
}
