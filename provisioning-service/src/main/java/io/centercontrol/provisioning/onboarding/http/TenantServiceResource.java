package io.centercontrol.provisioning.onboarding.http;

import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.aggregate.VersionView;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Answers;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.UnavailableWhen;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.provisioning.onboarding.Issued;
import io.centercontrol.provisioning.onboarding.OnboardTenantService;
import io.centercontrol.provisioning.onboarding.RetireTenantService;
import io.centercontrol.provisioning.progress.Provisionings;
import io.centercontrol.provisioning.progress.PutTenantService;
import io.centercontrol.provisioning.progress.TenantServices;
import io.centercontrol.provisioning.progress.model.TenantService;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Tenant services: which there are, and what is expected of them. */
@Path("/api/v1/tenant-services")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Tenant services")
class TenantServiceResource {
    private final PutTenantService putTenantService;
    private final TenantServices services;
    private final Provisionings provisionings;
    private final OnboardTenantService onboardTenantService;
    private final RetireTenantService retireTenantService;
    private final RegistryReader reader;
    private final Writes writes;
    private final Caller caller;

    TenantServiceResource(
            PutTenantService putTenantService,
            TenantServices services,
            Provisionings provisionings,
            OnboardTenantService onboardTenantService,
            RetireTenantService retireTenantService,
            RegistryReader reader,
            Writes writes,
            Caller caller) {
        this.putTenantService = putTenantService;
        this.services = services;
        this.provisionings = provisionings;
        this.onboardTenantService = onboardTenantService;
        this.retireTenantService = retireTenantService;
        this.reader = reader;
        this.writes = writes;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(operationId = "listTenantServices", summary = "List the tenant services")
    public Uni<Page<TenantServiceView>> list() {
        return services.known()
                .map(known -> known.byKey().values().stream()
                        .map(service -> TenantServiceView.of(service, null))
                        .toList())
                .map(all -> new Page<>(all, null, all.size()));
    }

    @GET
    @Path("{key}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "showTenantService",
            summary = "Look at a tenant service",
            description =
                    "With how many living tenants it serves, and how many it has something of that it serves no more.")
    public Uni<RestResponse<TenantServiceView>> show(@RestPath String key) {
        return services.get(key)
                .chain(kept -> provisionings
                        .stays(key)
                        .map(stays -> Answer.ok(TenantServiceView.of(kept).with(TenantServiceView.Tenants.of(stays)))
                                .tagged(kept.state().version())
                                .toResponse()));
    }

    @GET
    @Path("{key}/history")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listTenantServiceHistory",
            summary = "Who changed what of a tenant service, when and why",
            description = "Newest first.")
    public Uni<Page<VersionView>> history(
            @RestPath String key, @RestQuery @Nullable String limit, @RestQuery @Nullable String cursor) {
        return services.history(key, Parameters.limit(limit), cursor).map(page -> page.map(VersionView::of));
    }

    @PUT
    @Path("{key}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @UnavailableWhen("the broker or the registry does not answer")
    @Operation(
            operationId = "putTenantService",
            summary = "Let a tenant service in, or change it",
            description =
                    "If-None-Match: * makes its topics, subjects, ACLs and a first set of credentials, whose secrets"
                            + " are in this one answer, and makes it known. When that fails in the middle, the same"
                            + " request goes on. A repeat after it succeeded shows no secrets: ask for a second set."
                            + " If-Match with its ETag changes it: all of it, so that what is left out is as usual, and a service"
                            + " without serves serves everybody. With dryRun, how many tenants it would serve, and what"
                            + " becomes of those that it would serve no more. Takes Idempotency-Key.")
    @CannotWait("No instance follows the list of tenant services, so that there is no copy to prove.")
    @Answers(201)
    public Uni<RestResponse<TenantServiceView>> put(
            @RestPath String key,
            @RestHeader("If-None-Match") @Nullable String ifNoneMatch,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @RestQuery @Nullable String dryRun,
            @Nullable TenantServiceRequest request) {
        var body = Bodies.required(request);
        var create = creates(ifNoneMatch);
        var command = body.toCommand(
                key,
                create,
                create ? null : Versions.requiredIfMatch(ifMatch),
                caller.because(Reasons.optional(body.reason())));
        putTenantService.check(command);
        var issued = create && !Parameters.flag("dryRun", dryRun)
                ? onboardTenantService.run(new OnboardTenantService.Command(key, command.cause()))
                : Uni.createFrom().item(Optional.<Issued>empty());
        return issued.chain(shown -> writes.once(
                                body, () -> putTenantService.run(command).chain(this::foreseen))
                        .map(answer ->
                                shown.map(secrets -> show(answer, secrets)).orElse(answer)))
                .map(Answer::toResponse);
    }

    @POST
    @Path("{key}/retire")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @UnavailableWhen("the broker or the registry does not answer")
    @Operation(
            operationId = "retireTenantService",
            summary = "Take a tenant service out for good",
            description =
                    "No tenant is provisioned in it any more and no deletion waits for it; its credentials are taken"
                            + " away, its instances count no more, and its topics go when they have been kept for a while."
                            + " What it holds of tenants is not erased: their certificates say so. With dryRun, what it"
                            + " has to do with.")
    @CannotWait("No instance follows the list of tenant services, so that there is no copy to prove.")
    public Uni<RestResponse<RetirementView>> retire(
            @RestPath String key, @RestHeader("If-Match") @Nullable String ifMatch, @Nullable ReasonRequest request) {
        var body = Bodies.required(request);
        var reason = Reasons.required(body.reason());
        var command = new RetireTenantService.Command(key, reason, Versions.ifMatch(ifMatch), caller.because(reason));
        return writes.once(body, () -> retireTenantService.run(command).map(TenantServiceResource::answer))
                .call(answer -> writes.isDryRun()
                        ? Uni.createFrom().voidItem()
                        : retireTenantService.shutOut(key, command.cause()))
                .map(Answer::toResponse);
    }

    private static Answer<RetirementView> answer(RetireTenantService.Retired retired) {
        return Answer.ok(RetirementView.of(retired))
                .tagged(retired.written().kept().version());
    }

    private Answer<TenantServiceView> show(Answer<TenantServiceView> answer, Issued issued) {
        return answer.showing(view -> view.with(CredentialView.of(issued, reader)));
    }

    private static boolean creates(@Nullable String ifNoneMatch) {
        if (ifNoneMatch != null && !ifNoneMatch.strip().equals("*")) {
            throw Refusal.Invalid.of(
                            "", "INVALID_IF_NONE_MATCH", "If-None-Match takes * here, to make a service known.")
                    .asException();
        }
        return ifNoneMatch != null;
    }

    /** Tenants follow a change after it, so that only one that is not made can say what it will come to. */
    private Uni<Answer<TenantServiceView>> foreseen(Written<TenantService> written) {
        var answer = answer(written);
        return writes.isDryRun()
                ? putTenantService
                        .effect(written.kept().state())
                        .map(effect -> answer.showing(view -> view.with(effect)))
                : Uni.createFrom().item(answer);
    }

    private static Answer<TenantServiceView> answer(Written<TenantService> written) {
        var service = written.kept().state();
        var view = TenantServiceView.of(written.kept());
        var answer = written.before() == null
                ? Answer.created(view).at("/api/v1/tenant-services/" + service.key())
                : Answer.ok(view);
        return answer.tagged(service.version());
    }
}
