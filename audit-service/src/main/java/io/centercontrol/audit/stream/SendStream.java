package io.centercontrol.audit.stream;

import io.centercontrol.audit.log.TransparencyLog;
import io.centercontrol.audit.stream.model.Pace;
import io.centercontrol.audit.trail.Entries;
import io.centercontrol.audit.trail.Entry;
import io.centercontrol.audit.trail.http.EntryView;
import io.centercontrol.audit.trail.model.Sight;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * What a stream lacks is sent, batch by batch in the order of the log, for as long as it is taken and half of the lease lasts. The
 * cursor moves when a batch is taken, and only under the lease: what was sent without being noted is sent again, as the same batch.
 */
@ApplicationScoped
public class SendStream {
    /** Of the log is looked at in one question, however little of it fits. */
    private static final long WINDOW = 20_000;

    private final TransparencyLog log;
    private final Entries entries;
    private final StreamStore streams;
    private final Carrier carrier;
    private final StreamConfig config;
    private final MeterRegistry meters;
    private final Clock clock;

    SendStream(
            TransparencyLog log,
            Entries entries,
            StreamStore streams,
            Carrier carrier,
            StreamConfig config,
            MeterRegistry meters,
            Clock clock) {
        this.log = log;
        this.entries = entries;
        this.streams = streams;
        this.carrier = carrier;
        this.config = config;
        this.meters = meters;
        this.clock = clock;
    }

    /** Which one, leased to this instance. */
    public record Command(SiemStream stream) {}

    /** Sends, takes note, and gives the lease back. */
    public Uni<Void> run(Command command) {
        var end = System.nanoTime() + config.lease().toNanos() / 2;
        return next(command.stream(), end)
                .onFailure()
                .recoverWithUni(failure -> rest(command.stream(), String.valueOf(failure.getMessage()), null));
    }

    private Uni<Void> next(SiemStream stream, long end) {
        if (System.nanoTime() > end) {
            return streams.release(stream);
        }
        return log.newest().chain(newest -> {
            var from = stream.acknowledged();
            if (from >= newest.size() - 1) {
                return streams.release(stream);
            }
            var begun = stream.sendingTo();
            var below = begun == null ? Math.min(newest.size(), from + 1 + WINDOW) : begun + 1;
            return entries.part(stream.filter(), Sight.everything(), from, below, config.batch())
                    .chain(found -> batch(stream, found, below, end));
        });
    }

    private Uni<Void> batch(SiemStream stream, List<Entry> found, long below, long end) {
        var to = found.size() == config.batch() ? found.getLast().index() : below - 1;
        if (found.isEmpty()) {
            return moved(stream, to, 0, end);
        }
        var shipment = Shipment.of(stream, to, found.stream().map(EntryView::of).toList());
        return streams.begin(stream, to, clock.instant().plus(config.lease()))
                .chain(held -> held
                        ? carrier.send(stream, shipment)
                                .invoke(taken -> count(stream, taken, found.size()))
                                .chain(taken -> taken.isWhole()
                                        ? moved(stream, to, found.size(), end)
                                        : rest(stream, String.valueOf(taken.problem()), taken))
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> moved(SiemStream stream, long to, int count, long end) {
        return streams.acknowledge(stream, to, count, clock.instant())
                .chain(held ->
                        held ? next(stream.at(to), end) : Uni.createFrom().voidItem());
    }

    private Uni<Void> rest(SiemStream stream, String problem, @Nullable Taken taken) {
        var now = clock.instant();
        var rest = Pace.rest(
                stream.failures() + 1,
                taken == null ? null : taken.retryAfter(),
                ThreadLocalRandom.current().nextDouble());
        return streams.failed(stream, problem, now.plus(rest), now);
    }

    private void count(SiemStream stream, Taken taken, int entriesSent) {
        meters.timer(
                        "cc.audit.stream.attempts",
                        "stream",
                        stream.name(),
                        "outcome",
                        taken.isWhole() ? "taken" : "failed")
                .record(taken.took());
        if (taken.isWhole()) {
            meters.counter("cc.audit.stream.sent", "stream", stream.name()).increment(entriesSent);
        }
    }
}
