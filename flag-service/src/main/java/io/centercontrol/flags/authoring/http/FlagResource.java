package io.centercontrol.flags.authoring.http;

import io.centercontrol.flags.authoring.ArchiveFlag;
import io.centercontrol.flags.authoring.CreateFlag;
import io.centercontrol.flags.authoring.FlagFilter;
import io.centercontrol.flags.authoring.Flags;
import io.centercontrol.flags.authoring.RestoreFlag;
import io.centercontrol.flags.authoring.ReviseFlag;
import io.centercontrol.flags.authoring.model.FlagKind;
import io.centercontrol.flags.authoring.model.Permit;
import io.centercontrol.flags.use.FlagUse;
import io.centercontrol.flags.use.UseConfig;
import io.centercontrol.flags.use.model.UseState;
import io.centercontrol.kernel.FlagAddress;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.aggregate.VersionView;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Answers;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.UnavailableWhen;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Flags: found, created, changed, archived. */
@UnavailableWhen("it is a dry run and the instance has not read all tenants yet")
@Path("/api/v1/flags")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Flags")
public class FlagResource {
    private final CreateFlag createFlag;
    private final ReviseFlag reviseFlag;
    private final ArchiveFlag archiveFlag;
    private final RestoreFlag restoreFlag;
    private final FlagWrites writes;
    private final Flags flags;
    private final Caller caller;
    private final FlagUse uses;
    private final UseConfig useConfig;
    private final Clock clock;

    FlagResource(
            CreateFlag createFlag,
            ReviseFlag reviseFlag,
            ArchiveFlag archiveFlag,
            RestoreFlag restoreFlag,
            FlagWrites writes,
            Flags flags,
            Caller caller,
            FlagUse uses,
            UseConfig useConfig,
            Clock clock) {
        this.createFlag = createFlag;
        this.reviseFlag = reviseFlag;
        this.archiveFlag = archiveFlag;
        this.restoreFlag = restoreFlag;
        this.writes = writes;
        this.flags = flags;
        this.caller = caller;
        this.uses = uses;
        this.useConfig = useConfig;
        this.clock = clock;
    }

    /** Why, and whether nobody approves. */
    @Schema(requiredProperties = "reason")
    record RestoreRequest(
            @Nullable Boolean breakGlass, @Nullable String reason) {}

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "findFlags",
            summary = "Find flags",
            description =
                    "By key. 'key' finds the one of exactly this key, 'q' a part of key, name or description, 'killed' those that a kill switch holds"
                            + " off, 'stale' those that should be gone by their age, 'staleByUse' by their use;"
                            + " archived ones only with archived=true. Pages by cursor.")
    public Uni<Page<FlagView>> find(
            @Parameter(description = "Only the one of exactly this key.") @RestQuery @Nullable String key,
            @Parameter(schema = @Schema(implementation = FlagKind.class)) @RestQuery @Nullable String kind,
            @RestQuery @Nullable String tag,
            @RestQuery @Nullable String owner,
            @RestQuery @Nullable String q,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @RestQuery @Nullable String killed,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @RestQuery @Nullable String stale,
            @RestQuery @Nullable String lastSeenBefore,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @RestQuery @Nullable String neverSeen,
            @Parameter(schema = @Schema(implementation = UseState.class)) @RestQuery @Nullable String use,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @RestQuery @Nullable String staleByUse,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @RestQuery @Nullable String sensitive,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @RestQuery @Nullable String archived,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var now = clock.instant();
        var filter = new FlagFilter(
                key == null || key.isEmpty() ? null : key,
                Parameters.oneOf("kind", FlagKind.class, kind),
                text(tag),
                text(owner),
                text(q),
                flag("killed", killed),
                flag("stale", stale),
                new FlagFilter.UseFilter(
                        Parameters.instant("lastSeenBefore", lastSeenBefore),
                        flag("neverSeen", neverSeen),
                        Parameters.oneOf("use", UseState.class, use),
                        flag("staleByUse", staleByUse),
                        now.minus(useConfig.quiet())),
                flag("sensitive", sensitive),
                Parameters.flag("archived", archived),
                now);
        return flags.find(filter, Parameters.limit(limit), cursor)
                .chain(page -> uses.standing(
                                page.items().stream()
                                        .map(kept -> kept.state().key())
                                        .toList(),
                                now)
                        .map(standing -> page.map(kept -> FlagView.listed(
                                kept, UseView.of(standing.get(kept.state().key())), now))));
    }

    private static @Nullable String text(@Nullable String given) {
        return given == null || given.isBlank() ? null : given.strip().replace("\0", "");
    }

    private static @Nullable Boolean flag(String name, @Nullable String given) {
        return given == null ? null : (Boolean) Parameters.flag(name, given);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "createFlag",
            summary = "Create a flag",
            description =
                    "'definition' is a flagd flag definition; errors in it are told with their places. 'offVariant' is"
                            + " what a kill switch picks, and must be named unless a variant is false. Takes"
                            + " Idempotency-Key, dryRun, which answers who would get another value, and wait=applied.")
    @Answers(201)
    public Uni<RestResponse<FlagView>> create(@Nullable CreateFlagRequest request) {
        var body = Bodies.required(request);
        var command = body.toCommand(caller);
        return writes.created(body, () -> createFlag.run(command));
    }

    @GET
    @Path("{key}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "showFlag",
            summary = "Look at a flag",
            description = "'definition' is what its authors wrote, 'compiled' what its readers evaluate.")
    public Uni<RestResponse<FlagView>> show(@RestPath("key") FlagAddress address) {
        var now = clock.instant();
        return flags.get(address.key())
                .chain(kept -> uses.standing(List.of(address.key()), now)
                        .map(standing -> Answer.ok(FlagView.of(kept, UseView.of(standing.get(address.key())), now))
                                .tagged(kept.version())))
                .map(Answer::toResponse);
    }

    @PUT
    @Path("{key}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "reviseFlag",
            summary = "Change a flag",
            description =
                    "All of it but its overrides and kill switches. A sensitive flag is changed by change requests; in"
                            + " an emergency by 'breakGlass' with a 'reason' of 20 characters at least, which everybody"
                            + " hears of. If-Match is required; takes dryRun and wait=applied.")
    public Uni<RestResponse<FlagView>> put(
            @RestPath("key") FlagAddress address,
            @Parameter(required = true) @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable PutFlagRequest request) {
        var body = Bodies.required(request);
        var command = body.toCommand(address.key(), Versions.requiredIfMatch(ifMatch), caller);
        return writes.answer(body, () -> reviseFlag.run(command));
    }

    @DELETE
    @Path("{key}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "archiveFlag",
            summary = "Archive a flag",
            description =
                    "It is no flag to its readers any more: their own default counts. Nothing is lost, and its key"
                            + " stays taken. Needs 'reason' as a parameter, 'breakGlass' too where PUT does; refused while"
                            + " a kill switch stands. Takes If-Match, dryRun and wait=applied.")
    public Uni<RestResponse<FlagView>> archive(
            @RestPath("key") FlagAddress address,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Parameter(schema = @Schema(type = SchemaType.BOOLEAN)) @RestQuery @Nullable String breakGlass,
            @RestQuery @Nullable String reason) {
        var why = Reasons.required(reason);
        var command = new ArchiveFlag.Command(
                address.key(),
                Permit.asked(Parameters.flag("breakGlass", breakGlass), why),
                Versions.ifMatch(ifMatch),
                caller.because(why));
        return writes.answer(List.of(address.key(), why), () -> archiveFlag.run(command));
    }

    @POST
    @Path("{key}/restore")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "restoreFlag",
            summary = "Restore an archived flag",
            description = "As it was. A reason is required; takes If-Match, Idempotency-Key, dryRun and wait=applied.")
    public Uni<RestResponse<FlagView>> restore(
            @RestPath("key") FlagAddress address,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @Nullable RestoreRequest request) {
        var body = Bodies.required(request);
        var why = Reasons.required(body.reason());
        var command = new RestoreFlag.Command(
                address.key(),
                Permit.asked(Boolean.TRUE.equals(body.breakGlass()), why),
                Versions.ifMatch(ifMatch),
                caller.because(why));
        return writes.answer(body, () -> restoreFlag.run(command));
    }

    @GET
    @Path("{key}/history")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listFlagHistory",
            summary = "The history of a flag",
            description = "Who changed what, when and why; newest first.")
    public Uni<Page<VersionView>> history(
            @RestPath("key") FlagAddress address,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        return flags.history(address.key(), Parameters.limit(limit), cursor).map(page -> page.map(VersionView::of));
    }
}
