package io.centercontrol.dataplane.report;

import io.centercontrol.dataplane.measure.CallCounter;
import io.centercontrol.dataplane.measure.CallMinute;
import io.centercontrol.dataplane.measure.FlagUse;
import io.centercontrol.dataplane.measure.UseCounter;
import io.centercontrol.dataplane.wire.AvroWriter;
import io.centercontrol.events.dataplane.FlagOutcome;
import io.centercontrol.events.dataplane.Measures;
import io.centercontrol.schemas.Contract;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Tells what this instance was asked for, once a minute, if it was asked for anything. What the brokers do not take is told
 * again with the same number before anything new is, so that it counts once; meanwhile the counters go on, within their
 * bounds. Nothing else waits for it: it is sent on a thread of its own that ends when it is done.
 */
public final class MeasuresWriter implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(MeasuresWriter.class.getName());
    private static final Duration CLOSING = Duration.ofSeconds(2);

    /** Of the 128 KB that a record may have. */
    private static final int MOST_BYTES = 64 << 10;

    private static final int MOST_USES = 1_000;

    private final Outbound outbound;
    private final UseCounter uses;
    private final CallCounter calls;
    private final InstantSource clock;
    private final Contract.Topic topic;
    private final AvroWriter<Measures> writer;
    private final Semaphore sending = new Semaphore(1);
    /** Numbered, and not known to be with the brokers; of {@link #sending}. */
    private final Deque<Measures> unsent = new ArrayDeque<>();

    private final LongAdder untold = new LongAdder();
    private Instant minute;
    private Instant countedFrom;
    private long number;
    private boolean failing;

    /** Tells what is counted from now on. */
    public MeasuresWriter(String service, Outbound outbound, UseCounter uses, CallCounter calls, InstantSource clock) {
        this.outbound = outbound;
        this.uses = uses;
        this.calls = calls;
        this.clock = clock;
        this.topic = Contract.measures(service);
        this.writer = outbound.writer(topic, Measures.class);
        countedFrom = now();
        minute = countedFrom.truncatedTo(ChronoUnit.MINUTES);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /** How often in this run it could not be told when its time had come. */
    public long untold() {
        return untold.sum();
    }

    /** Sees whether a minute is over. To be called once a second or so, by one thread; waits for nothing. */
    public void look() {
        var current = now().truncatedTo(ChronoUnit.MINUTES);
        if (!current.equals(minute)) {
            calls.end(minute);
            minute = current;
            if (sending.tryAcquire()) {
                Thread.ofVirtual().name("cc-measures").start(this::tell);
            }
        }
    }

    /** Of who has {@link #sending}, and gives it back. */
    private void tell() {
        var done = false;
        try {
            send();
            unsent.addAll(counted());
            send();
            if (failing) {
                LOG.log(Level.INFO, "What flags are asked for is told again.");
            }
            failing = false;
            done = true;
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    failing ? Level.DEBUG : Level.WARNING,
                    "Cannot tell what flags are asked for now; nothing else depends on it: {0}",
                    e.getMessage());
            failing = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sending.release();
            if (!done) {
                untold.increment();
            }
        }
    }

    private void send() throws IOException, InterruptedException {
        for (var next = unsent.peek(); next != null; next = unsent.peek()) {
            outbound.send(topic, outbound.sender().getInstanceId(), writer.write(next), List.of());
            unsent.remove();
        }
    }

    /** All that was counted since the last time, in as many records as it needs. */
    private List<Measures> counted() {
        var from = countedFrom;
        countedFrom = now();
        var counted = uses.take();
        var minutes = calls.take();
        var parts = new ArrayList<Measures>();
        if (counted.dropped() > 0 || !minutes.isEmpty()) {
            parts.add(record(from, List.of(), counted.dropped(), minutes));
        }
        var part = new ArrayList<FlagUse>();
        var bytes = 0;
        for (var use : counted.uses()) {
            var more = 3 * (use.flag().length() + use.variant().length()) + 16;
            if (part.size() == MOST_USES || bytes + more > MOST_BYTES) {
                parts.add(record(from, part, 0, List.of()));
                part = new ArrayList<>();
                bytes = 0;
            }
            part.add(use);
            bytes += more;
        }
        if (!part.isEmpty()) {
            parts.add(record(from, part, 0, List.of()));
        }
        return parts;
    }

    private Measures record(Instant from, List<FlagUse> uses, long dropped, List<CallMinute> minutes) {
        number++;
        return Measures.newBuilder()
                .setSender(outbound.sender())
                .setNumber(number)
                .setFrom(from)
                .setTo(countedFrom)
                .setFlagUse(uses.stream().map(MeasuresWriter::use).toList())
                .setFlagsDropped(dropped)
                .setCalls(minutes.stream().map(MeasuresWriter::minute).toList())
                .build();
    }

    private static io.centercontrol.events.dataplane.FlagUse use(FlagUse use) {
        return new io.centercontrol.events.dataplane.FlagUse(
                use.flag(), FlagOutcome.valueOf(use.outcome().name()), use.variant(), use.count());
    }

    private static io.centercontrol.events.dataplane.CallMinute minute(CallMinute minute) {
        return new io.centercontrol.events.dataplane.CallMinute(
                minute.minute(), minute.requests(), minute.errors(), minute.latency());
    }

    /** Tells what was counted last, if the brokers can be reached; who looks must have stopped. */
    @Override
    public void close() {
        calls.end(minute);
        try {
            var end = System.nanoTime() + CLOSING.toNanos();
            if (sending.tryAcquire(CLOSING.toNanos(), TimeUnit.NANOSECONDS)
                    && Thread.ofVirtual()
                            .start(this::tell)
                            .join(Duration.ofNanos(Math.max(1, end - System.nanoTime())))) {
                return;
            }
            LOG.log(Level.WARNING, "What flags were asked for last cannot be told.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
