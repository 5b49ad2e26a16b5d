package io.centercontrol.audit.stream;

import io.centercontrol.audit.log.TransparencyLog;
import io.centercontrol.audit.stream.model.StreamRefusals;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.audit.Audit;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A stream is paused, goes on, is sent again from an index, or is removed. */
@ApplicationScoped
public class TurnStream {
    private final Transactions transactions;
    private final TransparencyLog log;
    private final StreamStore streams;
    private final Audit audit;
    private final Clock clock;

    TurnStream(Transactions transactions, TransparencyLog log, StreamStore streams, Audit audit, Clock clock) {
        this.transactions = transactions;
        this.log = log;
        this.streams = streams;
        this.audit = audit;
        this.clock = clock;
    }

    /** What becomes of a stream. */
    public sealed interface Turn {
        /** Nothing is sent until it is resumed; nothing is lost. */
        record Pause() implements Turn {}

        /** It goes on where it was, and at once. */
        record Resume() implements Turn {}

        /**
         * Its cursor is set.
         *
         * @param fromIndex of the first entry that is sent then
         */
        record Replay(long fromIndex) implements Turn {}

        /** It is gone, with its cursor and its secrets. */
        record Remove() implements Turn {}
    }

    /** Of which one. */
    public record Command(UUID id, Turn turn, @Nullable KnownVersions expected, Cause cause) {}

    /** The stream as it stands then; as it stood, when it is removed. */
    public Uni<SiemStream> run(Command command) {
        var now = clock.instant();
        return transactions.run(session -> log.newest()
                .chain(newest -> switch (command.turn()) {
                    case Turn.Pause _ -> change(command, stream -> stream.turned(true, now));
                    case Turn.Resume _ -> change(command, stream -> stream.turned(false, now));
                    case Turn.Replay(long from) -> {
                        if (from < 0 || from > newest.size()) {
                            throw StreamRefusals.beyondLog(newest.size());
                        }
                        yield change(command, stream -> stream.setTo(from - 1, now));
                    }
                    case Turn.Remove _ -> streams.remove(command.id(), command.expected());
                })
                .call(stream -> audit.record(session, told(command, stream).because(command.cause()))));
    }

    private Uni<SiemStream> change(Command command, UnaryOperator<SiemStream> how) {
        return streams.change(command.id(), command.expected(), how);
    }

    private static AuditEntry told(Command command, SiemStream stream) {
        var category = AuditEntry.Category.EXPORT;
        return switch (command.turn()) {
            case Turn.Pause _ -> StreamAddress.told("audit-stream.paused", category, stream);
            case Turn.Resume _ -> StreamAddress.told("audit-stream.resumed", category, stream);
            case Turn.Replay(long from) ->
                StreamAddress.told("audit-stream.replayed", category, stream).with("fromIndex", from);
            case Turn.Remove _ -> StreamAddress.told("audit-stream.removed", category, stream);
        };
    }
}
