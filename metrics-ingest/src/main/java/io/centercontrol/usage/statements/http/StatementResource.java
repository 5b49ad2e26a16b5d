package io.centercontrol.usage.statements.http;

import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Answers;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotDryRun;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.usage.statements.Books;
import io.centercontrol.usage.statements.CloseEarly;
import io.centercontrol.usage.statements.RecountStatement;
import io.centercontrol.usage.statements.ShowOpenPeriod;
import io.centercontrol.usage.statements.ShowStatement;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What each tenant had and used, period by period. */
@Path("/api/v1/statements")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Statements")
public class StatementResource {
    private final Books books;
    private final ShowStatement showStatement;
    private final ShowOpenPeriod showOpenPeriod;
    private final RecountStatement recountStatement;
    private final CloseEarly closeEarly;
    private final Writes writes;
    private final Caller caller;

    StatementResource(
            Books books,
            ShowStatement showStatement,
            ShowOpenPeriod showOpenPeriod,
            RecountStatement recountStatement,
            CloseEarly closeEarly,
            Writes writes,
            Caller caller) {
        this.books = books;
        this.showStatement = showStatement;
        this.showOpenPeriod = showOpenPeriod;
        this.recountStatement = recountStatement;
        this.closeEarly = closeEarly;
        this.writes = writes;
        this.caller = caller;
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "findStatements",
            summary = "Find statements",
            description =
                    "Closed ones, by tenant and number. Pages by cursor: hand 'next' of one answer to the next request.")
    public Uni<Page<StatementSummaryView>> find(
            @RestQuery @Nullable String tenantId,
            @RestQuery @Nullable String period,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var tenant = tenantId == null ? null : new TenantId(Parameters.uuid("tenantId", tenantId));
        if (period != null && !period.matches("[0-9]{4}-(0[1-9]|1[0-2])")) {
            throw Parameters.invalid("period", "must be a month such as 2026-11");
        }
        return books.find(tenant, period, Parameters.limit(limit), cursor)
                .map(page -> page.map(StatementSummaryView::of));
    }

    @GET
    @Path("{tenant}/{number}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "showStatement",
            summary = "A statement",
            description = "All that it says, and the hashes of it and of the one before. It never changes.")
    public Uni<StatementView> show(@RestPath String tenant, @RestPath String number) {
        return showStatement
                .of(StatementPath.tenant(tenant), StatementPath.number(number))
                .map(StatementView::of);
    }

    @GET
    @Path("{tenant}/open")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "previewStatement",
            summary = "What the open period would say",
            description = "As it is counted by now, with what it will be at its pace so far.")
    public Uni<OpenPeriodView> open(@RestPath String tenant) {
        return showOpenPeriod.of(StatementPath.tenant(tenant)).map(OpenPeriodView::of);
    }

    @POST
    @Path("{tenant}/close")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.BILLING})
    @Operation(
            operationId = "closeStatement",
            summary = "Close the open period now",
            description =
                    "Up to the end of the minute that is running. What is left of the period is the next one; what comes for the closed"
                            + " one after all is an adjustment of that. Takes Idempotency-Key and dryRun.")
    @CannotWait("No instance of a tenant service applies a statement; cc.billing.v1 tells of it.")
    @Answers(201)
    public Uni<RestResponse<StatementView>> close(@RestPath String tenant, @Nullable CloseStatementRequest request) {
        var body = Bodies.required(request);
        var id = StatementPath.tenant(tenant);
        var command = new CloseEarly.Command(id, caller.because(Reasons.required(body.reason())));
        return writes.once(
                        List.of(id, body),
                        () -> closeEarly
                                .run(command)
                                .map(statement -> Answer.created(StatementView.of(statement))
                                        .at("/api/v1/statements/" + id + "/" + statement.number())))
                .map(Answer::toResponse);
    }

    @POST
    @Path("{tenant}/{number}/recompute")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "recomputeStatement",
            summary = "Count a statement anew",
            description =
                    "From the figures by the minute, leaving out what came after its close, and from the spans and prices that were"
                            + " heard by then. Says which lines are not what they were. Changes nothing.")
    @CannotWait("It changes nothing, so there is no event.")
    @CannotDryRun("It changes nothing.")
    public Uni<RecountView> recompute(@RestPath String tenant, @RestPath String number) {
        var id = StatementPath.tenant(tenant);
        var of = StatementPath.number(number);
        return recountStatement
                .run(new RecountStatement.Command(id, of))
                .map(recount -> RecountView.of(id.value(), of, recount));
    }
}
