package io.centercontrol.dataplane.usage;

import io.centercontrol.dataplane.Status.UsageStatus;
import io.centercontrol.dataplane.Usage;
import io.centercontrol.dataplane.UsageEvent;
import io.centercontrol.dataplane.UsageOutbox;
import io.centercontrol.dataplane.consumption.OwnUse;
import io.centercontrol.dataplane.measure.TenantCounts;
import io.centercontrol.dataplane.measure.TenantValues;
import io.centercontrol.dataplane.report.Outbound;
import io.centercontrol.events.usage.MeterGrade;
import io.centercontrol.kernel.TenantId;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

/**
 * Usage of this instance, on its way from memory over its disk to the brokers. Three steps, each with a thread only while it has work:
 * what is recorded and counted is taken over, it is put on the shelf with its numbers, and what is on the shelf and in the outboxes is
 * shipped. A step that fails holds up none before it, until its bound is reached.
 */
public final class LiveUsage implements Usage, AutoCloseable {
    private static final System.Logger LOG = System.getLogger(LiveUsage.class.getName());

    /** Events that are recorded within some 20 ms; a power of two. */
    private static final int PLACES = 1 << 14;

    /** What a process that is killed loses of recorded events. */
    private static final Duration GATHERING = Duration.ofMillis(20);

    private static final Duration CLOSING = Duration.ofSeconds(3);
    private static final long OUTBOX_LOOK_NANOS = Duration.ofSeconds(10).toNanos();
    private static final long AFTER_FAILURE_NANOS = Duration.ofSeconds(2).toNanos();

    private final Ring ring = new Ring(PLACES);
    private final TenantCounts counts = new TenantCounts();
    private final TenantValues values = new TenantValues();
    private final OwnUse own;
    private final LongAdder refused = new LongAdder();
    private final Shelf shelf;
    private final Carrier carrier;
    private final String producer;
    private final InstantSource clock;
    private final Errand shelving = new Errand("cc-usage-shelf", this::shelve);
    private final Errand shipping = new Errand("cc-usage", this::ship);
    private final List<OutboxShipper> outboxes = new CopyOnWriteArrayList<>();

    /** Taken over, and not on the shelf yet; of {@link #shelving}. */
    private List<io.centercontrol.events.usage.UsageEvent> waiting = List.of();

    private Instant toldTo = Instant.MIN;
    private Instant minute;
    private volatile Instant countedTo;
    private volatile String notice = "";
    private volatile long shipAgainAt = System.nanoTime();
    private volatile long outboxesAt = System.nanoTime();
    private volatile boolean isFull;

    /**
     * Takes up what an earlier run left on the disk.
     *
     * @param folder of this instance's own
     * @param mostBytes of what waits there
     * @param own is told what is used here, and what of it the brokers have
     */
    public LiveUsage(String service, Outbound outbound, Path folder, long mostBytes, InstantSource clock, OwnUse own) {
        this.clock = clock;
        this.own = own;
        this.producer = outbound.sender().getInstanceId();
        this.carrier = new Carrier(service, outbound);
        this.shelf = new Shelf(folder, producer, outbound.sender(), carrier::form, mostBytes, clock.millis());
        this.minute = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        this.countedTo = minute;
    }

    @Override
    public void count(TenantId tenant, String meter, long more) {
        if (more < 1) {
            throw new IllegalArgumentException("a count of " + more + "; it is above 0");
        }
        counts.add(tenant, meter, more);
        own.add(tenant, meter, more);
    }

    @Override
    public void set(TenantId tenant, String meter, long value) {
        values.set(tenant, meter, value, clock.millis());
    }

    @Override
    public boolean record(TenantId tenant, String meter, long amount, Map<String, String> properties, String id) {
        UsageEvent.check(id, meter, properties);
        if (!ring.offer(tenant, meter, amount, properties, id, clock.millis())) {
            refused.increment();
            return false;
        }
        own.add(tenant, meter, amount);
        shelving.ask();
        return true;
    }

    @Override
    public void ship(UsageOutbox outbox) {
        outboxes.add(new OutboxShipper(
                outbox.table(), producer + "-outbox-" + outboxes.size(), carrier, clock, this::foundSent));
        shipping.ask();
    }

    @Override
    public void written() {
        shipping.ask();
    }

    /** Sees whether a minute is over, and whether something is to be tried again. To be called about once a second; waits for nothing. */
    public void look() {
        own.look(clock.millis());
        var current = clock.instant().truncatedTo(ChronoUnit.MINUTES);
        if (!current.equals(minute)) {
            countedTo = current;
            minute = current;
            shelving.ask();
        }
        // What was shipped just before it was found full asks nobody any more; nor does a disk that takes something
        // again.
        if (isFull && shelf.hasRoom()) {
            shelving.ask();
        }
        var now = System.nanoTime();
        if (now - shipAgainAt >= 0 && (!shelf.isEmpty() || (!outboxes.isEmpty() && now - outboxesAt >= 0))) {
            shipping.ask();
        }
    }

    /** As often as there is something: what is waiting must be on the shelf before more is taken over. */
    private void shelve() {
        try {
            Thread.sleep(GATHERING);
            while (isShelved()) {
                waiting = ring.take(Batches.MOST_EVENTS);
                if (waiting.isEmpty()) {
                    waiting = counted();
                }
                if (waiting.isEmpty()) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isShelved() throws InterruptedException {
        var isAny = false;
        try {
            for (var batches = Batches.of(waiting); !batches.isEmpty(); batches = Batches.of(waiting)) {
                var batch = batches.getFirst();
                if (!shelf.put(batch, uses(batch))) {
                    full("the place for unsent usage is full");
                    return false;
                }
                isAny = true;
                waiting = waiting.subList(batch.size(), waiting.size());
            }
            if (isFull) {
                isFull = false;
                LOG.log(Level.INFO, "There is room for usage again.");
            }
            return true;
        } catch (IOException e) {
            full(String.valueOf(e));
            return false;
        } finally {
            if (isAny) {
                shipping.ask();
            }
        }
    }

    private void full(String why) {
        LOG.log(
                isFull ? Level.DEBUG : Level.WARNING,
                "Usage cannot be put on disk; counts grow in memory, and what is recorded is refused: {0}",
                why);
        isFull = true;
    }

    /** What was counted until the last minute's end, if there is more of it than before. */
    private List<io.centercontrol.events.usage.UsageEvent> counted() {
        var to = countedTo;
        if (to.equals(toldTo)) {
            return List.of();
        }
        toldTo = to;
        var events = new ArrayList<io.centercontrol.events.usage.UsageEvent>();
        // Within the minute that has ended.
        var at = to.minusMillis(1);
        counts.take((meter, tenant, value) -> events.add(told(meter, tenant, value, at)));
        // When it was set, so that of two instances' words in a minute the later one counts.
        values.take((meter, tenant, value, set) -> events.add(told(meter, tenant, value, Instant.ofEpochMilli(set))));
        return events;
    }

    private static io.centercontrol.events.usage.UsageEvent told(
            String meter, TenantId tenant, long value, Instant at) {
        return new io.centercontrol.events.usage.UsageEvent(
                null, meter, tenant.value(), value, at, Map.of(), MeterGrade.TELEMETRY);
    }

    /** What of events this instance remembers until the platform has told of it. */
    private List<Use> uses(List<io.centercontrol.events.usage.UsageEvent> events) {
        var sums = new HashMap<Use, Long>();
        for (var event : events) {
            if (own.keeps(event.getMeter())) {
                sums.merge(
                        new Use(new TenantId(event.getTenantId()), event.getMeter(), 0), event.getAmount(), Long::sum);
            }
        }
        return sums.entrySet().stream()
                .map(sum -> new Use(sum.getKey().tenant(), sum.getKey().meter(), sum.getValue()))
                .toList();
    }

    private void sent(List<Use> uses) {
        var now = clock.millis();
        uses.forEach(use -> own.sent(use.tenant(), use.meter(), use.amount(), now));
    }

    private void foundSent(List<io.centercontrol.events.usage.UsageEvent> events) {
        var now = clock.millis();
        for (var event : events) {
            own.foundSent(
                    new TenantId(event.getTenantId()), event.getMeter(), event.getAmount(), event.getHappenedAt(), now);
        }
    }

    private void ship() {
        try {
            for (var batch = shelf.first(); batch != null; batch = shelf.first()) {
                carrier.send(producer, batch.value());
                sent(batch.uses());
                shelf.remove(batch);
            }
            var isTime = System.nanoTime() - outboxesAt >= 0;
            for (var outbox : outboxes) {
                outbox.ship();
                if (isTime) {
                    outbox.shipLeft();
                }
            }
            outboxesAt = System.nanoTime() + OUTBOX_LOOK_NANOS;
            if (isFull) {
                shelving.ask();
            }
            if (!notice.isEmpty()) {
                LOG.log(Level.INFO, "Usage is shipped again.");
            }
            notice = "";
        } catch (IOException | SQLException | RuntimeException e) {
            LOG.log(
                    notice.isEmpty() ? Level.WARNING : Level.DEBUG,
                    "Usage cannot be shipped now; it is kept, and nothing else depends on it: {0}",
                    e.getMessage());
            notice = "usage cannot be shipped: " + e.getMessage();
            shipAgainAt = System.nanoTime() + AFTER_FAILURE_NANOS;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** How it stands. */
    public UsageStatus status() {
        return new UsageStatus(
                shelf.records(),
                shelf.bytes(),
                refused.sum(),
                counts.dropped() + values.dropped(),
                shelf.damaged(),
                notice);
    }

    /** Puts on disk what was counted and recorded, and ships it if the brokers can be reached; who looks must have stopped. */
    @Override
    public void close() {
        countedTo = clock.instant().plusMillis(1);
        shelving.ask();
        var end = System.nanoTime() + CLOSING.toNanos();
        try {
            while ((!shelving.isIdle() || !shipping.isIdle()) && System.nanoTime() - end < 0) {
                Thread.sleep(5);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (!shelf.isEmpty()) {
            LOG.log(Level.INFO, "Usage that could not be shipped stays on disk for the next run.");
        }
    }
}
