package io.centercontrol.kit.audit;

import io.centercontrol.events.audit.AuditEvent;
import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.schemas.Contract;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Takes entries from threads that must not wait, and writes them to the disk on one of its own. What there is no room for, in
 * memory or on disk, is counted, and the count is told.
 */
@Singleton
class AuditBuffer {
    private static final Logger LOG = Logger.getLogger(AuditBuffer.class);
    private static final int MOST_IN_MEMORY = 8_192;
    private static final int AT_ONCE = 500;

    /** Behind what is to be written at the end. An interrupt would close the file that is being written to. */
    private static final AuditEvent END = new AuditEvent();

    private final AuditConfig config;
    private final AuditRecords records;
    private final AvroWire wire;
    private final ArrayBlockingQueue<AuditEvent> queue = new ArrayBlockingQueue<>(MOST_IN_MEMORY);
    private final AtomicLong lost = new AtomicLong();
    private final MeterRegistry meters;
    private volatile @Nullable AuditSpool spool;
    private volatile @Nullable Thread writer;
    private volatile long others;

    AuditBuffer(AuditConfig config, AuditRecords records, AvroWire wire, MeterRegistry meters) {
        this.config = config;
        this.records = records;
        this.wire = wire;
        this.meters = meters;
    }

    /** Begins to write; {@code written} is called whenever something is. */
    AuditSpool begin(Runnable written) throws IOException {
        var own = AuditSpool.begin(config.folder(), records.instance());
        spool = own;
        writer = Thread.ofPlatform().name("audit-spool").daemon().start(() -> write(own, written));
        meters.gauge("cc.audit.waiting", this, buffer -> buffer.queue.size() + own.waiting());
        meters.gauge("cc.audit.spool.bytes", this, buffer -> own.bytes() + buffer.others);
        return own;
    }

    /** What spools of runs that have ended take of the room. */
    void others(long bytes) {
        others = bytes;
    }

    /** Takes an entry. Never waits, and never fails. */
    void offer(AuditEvent event) {
        if (!queue.offer(event)) {
            lose(1);
        }
    }

    /** Writes what is left, and ends; waits for that, but not for long. */
    void end() throws InterruptedException {
        var thread = writer;
        if (thread != null && queue.offer(END, 1, TimeUnit.SECONDS)) {
            thread.join(1_000);
        }
    }

    private void write(AuditSpool own, Runnable written) {
        var batch = new ArrayList<AuditEvent>();
        var over = false;
        while (!over) {
            try {
                batch.add(queue.take());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
            queue.drainTo(batch, AT_ONCE);
            over = batch.removeIf(event -> event == END);
            write(own, batch);
            batch.clear();
            written.run();
        }
    }

    private void write(AuditSpool own, List<AuditEvent> batch) {
        for (var event : batch) {
            try {
                if (!own.append(wire.encode(Contract.AUDIT, event), config.mostBytes() - others)) {
                    lose(1);
                }
            } catch (IOException | RuntimeException e) {
                LOG.warnf("the entry %s cannot be kept: %s", event.getAction(), e);
                lose(1);
            }
        }
        var records = lost.getAndSet(0);
        if (records > 0) {
            try {
                own.drop(records);
            } catch (IOException e) {
                LOG.debugf("the count of what was dropped cannot be kept: %s", e);
            }
        }
    }

    private void lose(long records) {
        lost.addAndGet(records);
        meters.counter("cc.audit.dropped").increment(records);
    }
}
