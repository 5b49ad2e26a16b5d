package io.centercontrol.audit.retention.http;

import io.centercontrol.audit.retention.Policies;
import io.centercontrol.audit.retention.SetPolicy;
import io.centercontrol.audit.retention.ShowPeriods;
import io.centercontrol.audit.retention.model.Days;
import io.centercontrol.audit.retention.model.Policy;
import io.centercontrol.audit.retention.model.PolicyKey;
import io.centercontrol.audit.retention.model.RetentionRefusals;
import io.centercontrol.audit.retention.model.Term;
import io.centercontrol.audit.trail.http.Sights;
import io.centercontrol.audit.trail.model.Category;
import io.centercontrol.audit.trail.model.Sight;
import io.centercontrol.kernel.Expected;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Answers;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.quarkus.security.ForbiddenException;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** For how long what is personal in the trail is kept. */
@Path("/api/v1/audit/retention")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Retention of the trail")
public class PolicyResource {
    private static final String NOTHING_ELSEWHERE = "It changes nothing but the trail, and holds when it is answered.";

    private final Policies policies;
    private final ShowPeriods showPeriods;
    private final SetPolicy setPolicy;
    private final Sights sights;
    private final Writes writes;
    private final Caller caller;

    PolicyResource(
            Policies policies,
            ShowPeriods showPeriods,
            SetPolicy setPolicy,
            Sights sights,
            Writes writes,
            Caller caller) {
        this.policies = policies;
        this.showPeriods = showPeriods;
        this.setPolicy = setPolicy;
        this.sights = sights;
        this.writes = writes;
        this.caller = caller;
    }

    /**
     * A policy that shall hold.
     *
     * @param period for how long what is personal is kept (ISO 8601), such as P400D
     * @param reason why, for the record
     */
    @Schema(
            name = "AuditRetentionPolicyRequest",
            requiredProperties = {"period", "reason"})
    record PolicyRequest(@Nullable String period, @Nullable String reason) {}

    /**
     * What holds.
     *
     * @param least what governance allows at least (ISO 8601); null for no bound, and for a tenant's administrator
     * @param most what it allows at most; null for no bound, and for a tenant's administrator
     * @param terms for each category
     */
    @Schema(name = "AuditRetentionTermsView")
    record TermsView(@Nullable String least, @Nullable String most, List<TermView> terms) {}

    /**
     * What holds for a category. The time counts from the end of the month (UTC) in which an entry was recorded.
     *
     * @param period for how long what is personal is kept (ISO 8601)
     * @param source the policy that it comes from, DEFAULT for the configuration
     * @param isClamped whether governance allows less, or demands more, than was set
     */
    @Schema(name = "AuditRetentionTermView")
    record TermView(Category category, String period, Term.Source source, boolean isClamped) {}

    @GET
    @Path("terms")
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "showAuditRetentionTerms",
            summary = "For how long what is personal is kept",
            description =
                    "For each category: for entries about no tenant, or about 'tenantId'. A tenant's administrator sees what holds for"
                            + " what he may see of that tenant's trail.")
    public Uni<TermsView> terms(@RestQuery @Nullable String tenantId) {
        var asked = tenantId == null ? null : new TenantId(Parameters.uuid("tenantId", tenantId));
        var sight = sights.current();
        var tenant = sight.isEverything() ? asked : own(asked, sight);
        return showPeriods
                .run()
                .map(periods -> new TermsView(
                        sight.isEverything() ? text(periods.bounds().least()) : null,
                        sight.isEverything() ? text(periods.bounds().most()) : null,
                        sight.categories().stream()
                                .sorted()
                                .map(category -> term(category, periods.of(category, tenant)))
                                .toList()));
    }

    private static @Nullable TenantId own(@Nullable TenantId asked, Sight sight) {
        if (asked != null && !asked.equals(sight.tenant())) {
            throw new ForbiddenException();
        }
        return sight.tenant();
    }

    private static TermView term(Category category, Term term) {
        return new TermView(category, Days.text(term.period()), term.source(), term.isClamped());
    }

    private static @Nullable String text(@Nullable Duration time) {
        return time == null ? null : Days.text(time);
    }

    @GET
    @Path("policies")
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR})
    @Operation(
            operationId = "listAuditRetentionPolicies",
            summary = "List retention policies",
            description = "Those that somebody set, with what governance lets them be.")
    public Uni<Page<PolicyView>> list(
            @RestQuery @Nullable String tenantId,
            @Parameter(schema = @Schema(implementation = Category.class)) @RestQuery @Nullable String category,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var tenant = tenantId == null ? null : new TenantId(Parameters.uuid("tenantId", tenantId));
        var which = Parameters.oneOf("category", Category.class, category);
        var most = Parameters.limit(limit);
        return showPeriods
                .run()
                .chain(periods -> policies.page(tenant, which, most, cursor)
                        .map(page -> page.map(policy -> PolicyView.of(policy, periods))));
    }

    @GET
    @Path("policies/{scope}/{category}")
    @RolesAllowed({Roles.ADMIN, Roles.AUDITOR})
    @Operation(
            operationId = "showAuditRetentionPolicy",
            summary = "Look at a retention policy",
            description = "Its history stands in the trail: target retention-policy, such as platform/ACCESS.")
    public Uni<RestResponse<PolicyView>> show(@RestPath String scope, @RestPath String category) {
        var key = key(scope, category);
        return policies.find(key)
                .map(found -> found.orElseThrow(() -> RetentionRefusals.noPolicy(key)))
                .chain(this::answer)
                .map(Answer::toResponse);
    }

    @PUT
    @Path("policies/{scope}/{category}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "putAuditRetentionPolicy",
            summary = "Set a retention policy",
            description =
                    "Of a tenant's policies the one for the category counts before the one for ALL, and both before the platform's."
                            + " Governance says what is allowed. If-None-Match: * sets what there is not, If-Match with its ETag changes"
                            + " it, and If-Match: * sets it in any case. Takes Idempotency-Key and dryRun.")
    @CannotWait(NOTHING_ELSEWHERE)
    @Answers(value = 201, located = false)
    public Uni<RestResponse<PolicyView>> put(
            @RestPath String scope,
            @RestPath String category,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @RestHeader("If-None-Match") @Nullable String ifNoneMatch,
            @Nullable PolicyRequest request) {
        var body = Bodies.required(request);
        var command = new SetPolicy.Command(
                key(scope, category),
                period(body.period()),
                Versions.expected(ifMatch, ifNoneMatch),
                caller.because(Reasons.required(body.reason())));
        return writes.answer(body, () -> setPolicy.run(command).chain(this::answerOfPut));
    }

    @DELETE
    @Path("policies/{scope}/{category}")
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "removeAuditRetentionPolicy",
            summary = "Remove a retention policy",
            description =
                    "What holds then is the next that is said: the tenant's for ALL, the platform's, the configuration's. Needs"
                            + " 'reason' as a parameter; answers with the policy as it was. Takes dryRun.")
    @CannotWait(NOTHING_ELSEWHERE)
    public Uni<RestResponse<PolicyView>> remove(
            @RestPath String scope,
            @RestPath String category,
            @RestHeader("If-Match") @Nullable String ifMatch,
            @RestQuery @Nullable String reason) {
        var why = Reasons.required(reason);
        var key = key(scope, category);
        var command = new SetPolicy.Command(key, null, Expected.of(Versions.ifMatch(ifMatch)), caller.because(why));
        return writes.answer(
                List.of(key.id(), why), () -> setPolicy.run(command).chain(this::answer));
    }

    private Uni<Answer<PolicyView>> answerOfPut(Policy policy) {
        return showPeriods.run().map(periods -> {
            var view = PolicyView.of(policy, periods);
            return (policy.version() == 1 ? Answer.created(view) : Answer.ok(view)).tagged(policy.version());
        });
    }

    private Uni<Answer<PolicyView>> answer(Policy policy) {
        return showPeriods
                .run()
                .map(periods -> Answer.ok(PolicyView.of(policy, periods)).tagged(policy.version()));
    }

    private static Duration period(@Nullable String text) {
        try {
            if (text != null) {
                return Duration.parse(text);
            }
        } catch (DateTimeParseException | ArithmeticException e) {
            // told below
        }
        throw RetentionRefusals.noPeriod();
    }

    private static PolicyKey key(String scope, String category) {
        var which = category.equals(PolicyKey.ALL) ? null : Parameters.oneOf("category", Category.class, category);
        if (!scope.equals(PolicyKey.PLATFORM)) {
            return new PolicyKey(new TenantId(Parameters.uuid("scope", scope)), which);
        }
        if (which == null) {
            throw Parameters.invalid("category", "must be a category: ALL is for policies of a tenant");
        }
        return new PolicyKey(null, which);
    }
}
