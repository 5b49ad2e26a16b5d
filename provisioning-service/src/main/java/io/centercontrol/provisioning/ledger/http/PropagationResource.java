package io.centercontrol.provisioning.ledger.http;

import io.centercontrol.kernel.Cursor;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.provisioning.ledger.FindPropagations;
import io.centercontrol.provisioning.ledger.PropagationQuery;
import io.centercontrol.provisioning.ledger.PropagationQuery.Place;
import io.centercontrol.provisioning.ledger.ProvePropagation;
import io.centercontrol.provisioning.ledger.model.PropagationStatus;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The propagation of changes: the proof that an operator looks at. */
@Path("/api/v1/propagation")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Propagation")
class PropagationResource {
    private static final Duration USUAL = Duration.ofSeconds(10);
    private static final Duration MOST = Duration.ofSeconds(60);

    private final ProvePropagation provePropagation;
    private final FindPropagations findPropagations;

    PropagationResource(ProvePropagation provePropagation, FindPropagations findPropagations) {
        this.provePropagation = provePropagation;
        this.findPropagations = findPropagations;
    }

    /** What can be waited for, in the words of the API. */
    enum Goal {
        applied,
        effective
    }

    /** A part of a list; judging all of it would take too long to tell how many there are. */
    @Schema(name = "PagePropagationView")
    record Listed(List<PropagationView> items, @Nullable String next) {}

    @GET
    @Path("{eventId}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "showPropagation",
            summary = "How far a change is",
            description =
                    "wait=applied or wait=effective answers when it is so, after timeout (10s, at most 60s) at the"
                            + " latest, or when the change has failed.")
    public Uni<PropagationView> prove(
            @RestPath String eventId,
            @Parameter(schema = @Schema(enumeration = {"applied", "effective"})) @RestQuery("wait") @Nullable
                    String wait,
            @RestQuery @Nullable String timeout) {
        var goal = Parameters.oneOf("wait", Goal.class, wait);
        var command = new ProvePropagation.Command(
                Parameters.uuid("eventId", eventId),
                switch (goal) {
                    case null -> ProvePropagation.Goal.NONE;
                    case applied -> ProvePropagation.Goal.APPLIED;
                    case effective -> ProvePropagation.Goal.EFFECTIVE;
                },
                Parameters.duration("timeout", timeout, USUAL, MOST));
        return provePropagation.run(command).map(PropagationView::of);
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listPropagations",
            summary = "How far changes are, newest first",
            description = "A page may have fewer items than asked for, or none, while 'next' leads on.")
    public Uni<Listed> list(
            @RestQuery @Nullable String tenantId,
            @RestQuery @Nullable String from,
            @RestQuery @Nullable String to,
            @Parameter(schema = @Schema(implementation = PropagationStatus.class)) @RestQuery @Nullable String status,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var begin = Parameters.instant("from", from);
        var query = new PropagationQuery(
                tenantId == null ? null : new TenantId(Parameters.uuid("tenantId", tenantId)),
                begin,
                Parameters.end("to", to, "from", begin),
                Parameters.oneOf("status", PropagationStatus.class, status),
                Parameters.limit(limit),
                place(cursor));
        return findPropagations
                .run(query)
                .map(found -> new Listed(
                        found.items().stream()
                                .map(propagation -> PropagationView.of(propagation, found.terms(), false))
                                .toList(),
                        cursor(found.next())));
    }

    private static @Nullable String cursor(@Nullable Place place) {
        return place == null
                ? null
                : Cursor.of(place.appendedAt().toString(), place.eventId().toString());
    }

    private static @Nullable Place place(@Nullable String cursor) {
        var values = Cursor.read(cursor, 2);
        if (values == null) {
            return null;
        }
        try {
            return new Place(Cursor.time(values.get(0)), UUID.fromString(values.get(1)));
        } catch (IllegalArgumentException e) {
            throw Cursor.invalid();
        }
    }
}
