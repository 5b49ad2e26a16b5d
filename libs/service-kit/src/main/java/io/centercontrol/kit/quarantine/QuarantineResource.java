package io.centercontrol.kit.quarantine;

import com.fasterxml.jackson.databind.JsonNode;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.audit.Audited;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.CannotWait;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.centercontrol.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Records that this service could not consume. */
@Path("/api/v1/admin/quarantine")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Quarantine")
public class QuarantineResource {
    /** Most records of one call: as many as one request can wait for. */
    private static final int MOST = 500;

    /** Of replays at a time: each holds a connection for the record and takes another for what it does, of ten that there are. */
    private static final int MOST_AT_ONCE = 2;

    private final Turns turns = new Turns(MOST_AT_ONCE);
    private final QuarantineStore store;
    private final Replays replays;
    private final AvroWire wire;
    private final Writes writes;
    private final Caller caller;

    QuarantineResource(QuarantineStore store, Replays replays, AvroWire wire, Writes writes, Caller caller) {
        this.store = store;
        this.replays = replays;
        this.wire = wire;
        this.writes = writes;
        this.caller = caller;
    }

    /** The body of a decision about one record. */
    @Schema(requiredProperties = "reason")
    record DecisionRequest(@Nullable String reason) {}

    /** The body of a replay of many. */
    @Schema(requiredProperties = {"channel", "reason"})
    record ReplayManyRequest(
            @Nullable String channel,
            @Nullable String topic,
            @Nullable String key,
            @Nullable String reasonContains,
            @Nullable Integer most,
            @Nullable String reason) {}

    /**
     * A whole record as clients see it.
     *
     * @param value in Base64; null for a tombstone
     * @param decoded the value as JSON, when its schema is known and it can be read with it
     */
    record RecordView(
            QuarantinedRecord record,
            @Nullable Instant timestamp,
            List<Header> headers,
            @Nullable String value,
            @Nullable JsonNode decoded,
            List<QuarantinedRecord.Action> actions) {
        static RecordView of(QuarantinedRecord.Whole whole, Optional<JsonNode> decoded) {
            var timestamp = whole.timestamp();
            return new RecordView(
                    whole.summary(),
                    timestamp == null ? null : Instant.ofEpochMilli(timestamp),
                    whole.headers().stream()
                            .map(pair -> new Header(pair.get(0), pair.get(1)))
                            .toList(),
                    whole.value(),
                    decoded.orElse(null),
                    whole.actions());
        }
    }

    /** One header; a name may stand several times. */
    record Header(String name, String value) {}

    /** What became of one that was dropped. */
    record DroppedView(long id, RecordState outcome) {}

    /** What became of many; in their order on the topics. */
    record ReplayedView(int matched, long applied, long failed, List<Replays.Result> results) {
        static ReplayedView of(List<Replays.Result> results) {
            var applied = results.stream()
                    .filter(result -> result.outcome() == QuarantineStore.Outcome.APPLIED)
                    .count();
            return new ReplayedView(results.size(), applied, results.size() - applied, results);
        }
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Audited(action = "quarantine.listed", category = AuditEntry.Category.RECOVERY)
    @Operation(
            operationId = "listQuarantinedRecords",
            summary = "List records that were set aside",
            description =
                    "By channel, topic, key, a part of the reason, and state: SET_ASIDE unless said, APPLIED, DROPPED.")
    public Uni<Page<QuarantinedRecord>> list(
            @Parameter(schema = @Schema(implementation = RecordState.class)) @RestQuery @Nullable String state,
            @RestQuery @Nullable String channel,
            @RestQuery @Nullable String topic,
            @RestQuery @Nullable String key,
            @RestQuery @Nullable String reason,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var wanted = Parameters.oneOf("state", RecordState.class, state);
        var filter = filter(wanted == null ? RecordState.SET_ASIDE : wanted, channel, topic, key, reason);
        return store.find(filter, Parameters.limit(limit), cursor);
    }

    @GET
    @Path("{id}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR})
    @Audited(
            action = "quarantined-record.shown",
            category = AuditEntry.Category.RECOVERY,
            targets = "quarantined-record=id")
    @Operation(
            operationId = "showQuarantinedRecord",
            summary = "Look at a record that was set aside",
            description = "Whole, and with all that was done to it.")
    public Uni<RecordView> show(@Parameter(schema = @Schema(type = SchemaType.INTEGER)) @RestPath String id) {
        return store.get(number(id)).chain(whole -> decoded(whole).map(decoded -> RecordView.of(whole, decoded)));
    }

    private Uni<Optional<JsonNode>> decoded(QuarantinedRecord.Whole whole) {
        return whole.value() == null
                ? Uni.createFrom().item(Optional.empty())
                : wire.toJson(Base64.getDecoder().decode(whole.value()));
    }

    @POST
    @Path("{id}/replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "replayQuarantinedRecord",
            summary = "Replay a record",
            description = "By the same way as when it first came. If it fails again, it stays set aside with the new"
                    + " reason: 'outcome' tells. Takes Idempotency-Key and dryRun.")
    @CannotWait("What a replayed record changes has events of its own; the answer tells whether it was applied.")
    public Uni<RestResponse<Replays.Result>> replay(
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @RestPath String id,
            @Nullable DecisionRequest request) {
        var body = Bodies.required(request);
        var cause = caller.because(Reasons.required(body.reason()));
        var number = number(id);
        return turns.take(() -> writes.answer(
                body,
                () -> (writes.isDryRun() ? replays.rehearse(number) : replays.replay(number, cause)).map(Answer::ok)));
    }

    @POST
    @Path("{id}/drop")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "dropQuarantinedRecord",
            summary = "Drop a record",
            description = "It is not wanted any more, but kept, with who decided it and why. Takes Idempotency-Key and"
                    + " dryRun.")
    @CannotWait("A record that is dropped changes nothing, so there is no event.")
    public Uni<RestResponse<DroppedView>> drop(
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @RestPath String id,
            @Nullable DecisionRequest request) {
        var body = Bodies.required(request);
        var cause = caller.because(Reasons.required(body.reason()));
        var number = number(id);
        return writes.answer(
                body,
                () -> replays.drop(number, cause).map(done -> Answer.ok(new DroppedView(number, RecordState.DROPPED))));
    }

    @POST
    @Path("replay")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR})
    @Operation(
            operationId = "replayQuarantinedRecords",
            summary = "Replay many records of a channel",
            description =
                    "In their order on the topics, at most 'most' of them, 500 unless less is said; those that fail"
                            + " again stay. With dryRun it only tells how many match.")
    @CannotWait("What a replayed record changes has events of its own; the answer tells whether it was applied.")
    public Uni<RestResponse<ReplayedView>> replayMany(@Nullable ReplayManyRequest request) {
        var body = Bodies.required(request);
        if (body.channel() == null) {
            throw Refusal.Invalid.of("/channel", "REQUIRED", "Say which channel is meant.")
                    .asException();
        }
        var cause = caller.because(Reasons.required(body.reason()));
        var filter = filter(RecordState.SET_ASIDE, body.channel(), body.topic(), body.key(), body.reasonContains());
        var most = most(body.most());
        return turns.take(() -> writes.answer(
                body,
                () -> store.ids(filter, most)
                        .chain(ids -> writes.isDryRun()
                                ? Uni.createFrom().item(new ReplayedView(ids.size(), 0, 0, List.of()))
                                : replays.replayAll(ids, cause).map(ReplayedView::of))
                        .map(Answer::ok)));
    }

    private static int most(@Nullable Integer given) {
        if (given != null && (given < 1 || given > MOST)) {
            throw Refusal.Invalid.of("/most", "OUT_OF_RANGE", "Must be from 1 to " + MOST + ".")
                    .asException();
        }
        return given == null ? MOST : given;
    }

    private static QuarantineFilter filter(
            RecordState state,
            @Nullable String channel,
            @Nullable String topic,
            @Nullable String key,
            @Nullable String reason) {
        return new QuarantineFilter(state, clean(channel), clean(topic), clean(key), clean(reason));
    }

    /** PostgreSQL keeps no U+0000, so nothing that is kept has one. */
    private static @Nullable String clean(@Nullable String text) {
        return text == null ? null : text.replace("\0", "");
    }

    private static long number(String id) {
        if (!id.matches("[0-9]{1,18}")) {
            throw Parameters.invalid("id", "must be a number as the list gives it");
        }
        return Long.parseLong(id);
    }
}
