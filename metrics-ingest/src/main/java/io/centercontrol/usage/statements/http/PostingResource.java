package io.centercontrol.usage.statements.http;

import io.centercontrol.kernel.Page;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.usage.statements.ShowStatement;
import io.centercontrol.usage.statements.model.Posting;
import io.centercontrol.usage.statements.model.Statement;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** A statement line by line, as a table or as other systems take it. */
@Path("/api/v1/statements/{tenant}/{number}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Statements")
public class PostingResource {
    private static final String ONCE =
            " One for each line of usage and each adjustment that is not 0; its identifier is made of the statement's hash and the"
                    + " line, so that it counts once however often it is posted.";

    private final ShowStatement showStatement;

    PostingResource(ShowStatement showStatement) {
        this.showStatement = showStatement;
    }

    @GET
    @Path("lines")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "listStatementLines",
            summary = "The lines of a statement",
            description = "All that it says, in one kind of row, for a table.")
    public Uni<Page<LineView>> lines(
            @RestPath String tenant,
            @RestPath String number,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        return page(tenant, number, LineView::of, limit, cursor);
    }

    @GET
    @Path("stripe")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "listStripeEvents",
            summary = "A statement as meter events of Stripe",
            description = "Each is the body of a POST to Stripe's billing/meter_events." + ONCE)
    public Uni<Page<StripeEvent>> stripe(
            @RestPath String tenant,
            @RestPath String number,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var id = StatementPath.tenant(tenant);
        return page(tenant, number, postings(one -> StripeEvent.of(id, one)), limit, cursor);
    }

    @GET
    @Path("openmeter")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "listOpenMeterEvents",
            summary = "A statement as events of OpenMeter",
            description = "Each is a CloudEvent." + ONCE)
    public Uni<Page<OpenMeterEvent>> openMeter(
            @RestPath String tenant,
            @RestPath String number,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var id = StatementPath.tenant(tenant);
        var of = StatementPath.number(number);
        return page(tenant, number, postings(one -> OpenMeterEvent.of(id, of, one)), limit, cursor);
    }

    @GET
    @Path("lago")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "listLagoEvents",
            summary = "A statement as events of Lago",
            description = "Each is the body of a POST to Lago's events." + ONCE)
    public Uni<Page<LagoEvent>> lago(
            @RestPath String tenant,
            @RestPath String number,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var id = StatementPath.tenant(tenant);
        return page(tenant, number, postings(one -> LagoEvent.of(id, one)), limit, cursor);
    }

    private static <T> Function<Statement, List<T>> postings(Function<Posting, T> form) {
        return statement -> Posting.of(statement).stream().map(form).toList();
    }

    private <T> Uni<Page<T>> page(
            String tenant,
            String number,
            Function<Statement, List<T>> lines,
            @Nullable String limit,
            @Nullable String cursor) {
        var most = Parameters.limit(limit);
        return showStatement
                .of(StatementPath.tenant(tenant), StatementPath.number(number))
                .map(statement -> StatementPath.page(lines.apply(statement), most, cursor));
    }
}
