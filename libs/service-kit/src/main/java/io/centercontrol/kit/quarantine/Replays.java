package io.centercontrol.kit.quarantine;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kit.VertxContext;
import io.centercontrol.kit.inbox.Quarantine;
import io.centercontrol.kit.inbox.Replayable;
import io.centercontrol.kit.quarantine.QuarantineStore.Outcome;
import io.centercontrol.kit.sql.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Puts records through their channels again, or drops them, and notes it. A record that fails again stays set aside, with the
 * new reason.
 */
@ApplicationScoped
class Replays {
    /** As long as a record may take, so that a channel that hangs does not hold the row for ever. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Transactions transactions;
    private final QuarantineStore store;
    private final Instance<Replayable> channels;
    private final MeterRegistry meters;
    private final Vertx vertx;

    Replays(
            Transactions transactions,
            QuarantineStore store,
            @Any Instance<Replayable> channels,
            MeterRegistry meters,
            Vertx vertx) {
        this.transactions = transactions;
        this.store = store;
        this.channels = channels;
        this.meters = meters;
        this.vertx = vertx;
    }

    /**
     * How one replay ended.
     *
     * @param failure why it failed again; null when it was applied
     */
    @Schema(name = "ReplayResult")
    record Result(long id, Outcome outcome, @Nullable String failure) {}

    /**
     * Replays one record. It is applied in a transaction of its own, so that its failure can be noted; if the process dies
     * between that and the note, it stays set aside, and applying it again is harmless.
     */
    Uni<Result> replay(long id, Cause cause) {
        return store.lock(id)
                .chain(record -> apply(record, Replayable::replay)
                        .chain(result -> store.note(id, "REPLAY", result.outcome(), result.failure(), cause)
                                .replaceWith(result))
                        .invoke(result -> count("replay", result.outcome(), record)));
    }

    /** What a replay would come to: all of it, rolled back. */
    Uni<Result> rehearse(long id) {
        return store.lock(id)
                .chain(record -> apply(
                        record,
                        (channel, kafkaRecord) -> transactions.run(
                                () -> channel.replay(kafkaRecord).call(transactions::rollBack))));
    }

    /** Replays records one after the other, in the order given; one that fails does not keep the next from its turn. */
    Uni<List<Result>> replayAll(List<Long> ids, Cause cause) {
        return Multi.createFrom()
                .iterable(ids)
                .onItem()
                .transformToUniAndConcatenate(id -> replay(id, cause))
                .collect()
                .asList();
    }

    /** Drops one record: it stays where it is, marked, with who decided it and why. */
    Uni<Void> drop(long id, Cause cause) {
        return store.lock(id)
                .call(record -> store.note(id, "DROP", Outcome.DROPPED, null, cause))
                .invoke(record -> count("drop", Outcome.DROPPED, record))
                .replaceWithVoid();
    }

    private interface Way {
        Uni<Void> through(Replayable channel, ConsumerRecord<String, byte[]> record);
    }

    /** On a context of its own, so that what fails in there spoils no transaction out here. */
    private Uni<Result> apply(QuarantinedRecord.Whole record, Way way) {
        var id = record.summary().id();
        return channel(record.summary().channel())
                .map(channel -> VertxContext.backHere(VertxContext.apart(
                                vertx, () -> way.through(channel, kafkaRecord(record)))
                        .ifNoItem()
                        .after(PATIENCE)
                        .fail()
                        .map(done -> new Result(id, Outcome.APPLIED, null))
                        .onFailure()
                        .recoverWithItem(failure -> new Result(id, Outcome.FAILED, Quarantine.reason(failure)))))
                .orElseThrow(() -> new Refusal.Conflict(
                                "CHANNEL_UNKNOWN",
                                "This version of the service has no channel '"
                                        + record.summary().channel()
                                        + "'. Drop the record, or replay it by a version that has it.",
                                java.util.Map.of("channel", record.summary().channel()))
                        .asException());
    }

    private Optional<Replayable> channel(String name) {
        return channels.stream()
                .filter(channel -> channel.channel().equals(name))
                .findFirst();
    }

    private static ConsumerRecord<String, byte[]> kafkaRecord(QuarantinedRecord.Whole whole) {
        var record = whole.summary();
        var headers = new RecordHeaders();
        whole.headers().forEach(pair -> headers.add(pair.get(0), pair.get(1).getBytes(StandardCharsets.UTF_8)));
        var value = whole.value() == null ? null : Base64.getDecoder().decode(whole.value());
        var timestamp = whole.timestamp();
        return new ConsumerRecord<>(
                record.topic(),
                record.partition(),
                record.offset(),
                timestamp == null ? record.setAsideAt().toEpochMilli() : timestamp,
                TimestampType.LOG_APPEND_TIME,
                ConsumerRecord.NULL_SIZE,
                value == null ? 0 : value.length,
                record.key(),
                value,
                headers,
                Optional.empty());
    }

    private void count(String action, Outcome outcome, QuarantinedRecord.Whole record) {
        meters.counter(
                        "cc.quarantine.actions",
                        "action",
                        action,
                        "outcome",
                        outcome.name(),
                        "channel",
                        record.summary().channel())
                .increment();
    }
}
