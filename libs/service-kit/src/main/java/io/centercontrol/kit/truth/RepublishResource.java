package io.centercontrol.kit.truth;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Answers;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.quarkus.arc.properties.UnlessBuildProperty;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Sends again what is true, from the database: for when the change log lost something. */
@Path("/api/v1/admin/republish")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Republish")
@UnlessBuildProperty(name = "cc.state-topics", stringValue = "none", enableIfMissing = true)
public class RepublishResource {
    private final OrderRepublish orderRepublish;
    private final RepublishStore store;
    private final Writes writes;
    private final Caller caller;

    RepublishResource(OrderRepublish orderRepublish, RepublishStore store, Writes writes, Caller caller) {
        this.orderRepublish = orderRepublish;
        this.store = store;
        this.writes = writes;
        this.caller = caller;
    }

    /** The body: exactly one of id, bucket and all. */
    @Schema(requiredProperties = "reason")
    record RepublishRequest(
            @Nullable String topic,
            @Nullable String id,
            @Nullable Integer bucket,
            @Nullable Boolean all,
            @Nullable String reason) {
        Scope scope() {
            var given = Stream.of(id != null, bucket != null, Boolean.TRUE.equals(all))
                    .filter(Boolean::booleanValue)
                    .count();
            if (given != 1) {
                throw Refusal.Invalid.of(
                                "",
                                "SCOPE_REQUIRED",
                                "Say what is meant, by exactly one of 'id', 'bucket' and 'all': true.")
                        .asException();
            }
            if (bucket != null && (bucket < 0 || bucket >= BucketDigest.BUCKETS)) {
                throw Refusal.Invalid.of("/bucket", "OUT_OF_RANGE", "Buckets are numbered from 0 to 255.")
                        .asException();
            }
            if (id != null) {
                return new Scope.One(id.replace("\0", ""));
            }
            return bucket == null ? new Scope.All() : new Scope.Bucket(bucket);
        }
    }

    /**
     * An operation as clients see it.
     *
     * @param rate aggregates a second, on average since it was ordered
     */
    record OperationView(
            UUID operationId,
            RepublishOperation.State state,
            List<String> topics,
            @Nullable String id,
            @Nullable Integer bucket,
            boolean all,
            long total,
            long done,
            long failed,
            @Nullable String lastFailure,
            double rate,
            String reason,
            String actorId,
            @Nullable String actorName,
            Instant startedAt,
            Instant updatedAt,
            @Nullable Instant endedAt) {
        static OperationView of(RepublishOperation operation) {
            var millis = Math.max(
                    1,
                    Duration.between(operation.startedAt(), operation.updatedAt())
                            .toMillis());
            return new OperationView(
                    operation.id(),
                    operation.state(),
                    operation.topicNames(),
                    operation.aggregateId(),
                    operation.bucket(),
                    operation.scope() == RepublishOperation.ScopeKind.ALL,
                    operation.total(),
                    operation.done(),
                    operation.failed(),
                    operation.lastFailure(),
                    Math.round(operation.done() * 10_000.0 / millis) / 10.0,
                    operation.reason(),
                    operation.actorId(),
                    operation.actorName(),
                    operation.startedAt(),
                    operation.updatedAt(),
                    operation.endedAt());
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.ADMIN)
    @Operation(
            operationId = "republish",
            summary = "Send aggregates again",
            description = "One by 'id', a 'bucket', or 'all'; of one 'topic' or all topics of the service. Each is sent"
                    + " under its row's lock with its version, content and event id. Goes on in the background, throttled;"
                    + " takes Idempotency-Key and dryRun.")
    @CannotWait(
            "It goes on in the background and sends events again that are known: GET /api/v1/admin/republish/{operationId} tells how far it is.")
    @Answers(202)
    public Uni<RestResponse<OperationView>> republish(@Nullable RepublishRequest request) {
        var body = Bodies.required(request);
        var command =
                new OrderRepublish.Command(body.topic(), body.scope(), Reasons.required(body.reason()), caller.actor());
        return writes.answer(body, () -> orderRepublish.run(command).map(RepublishResource::accepted));
    }

    @GET
    @Path("{operationId}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Operation(operationId = "showRepublish", summary = "How far a republish is")
    public Uni<OperationView> show(@RestPath String operationId) {
        return store.get(Parameters.uuid("operationId", operationId)).map(OperationView::of);
    }

    private static Answer<OperationView> accepted(RepublishOperation operation) {
        return Answer.accepted(OperationView.of(operation)).at("/api/v1/admin/republish/" + operation.id());
    }
}
