package io.centercontrol.dataplane.provision;

import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The open records of one partition. Tenants go on side by side; records of one tenant one after another, and a record
 * that a newer one of its tenant has overtaken is passed over: it says nothing that the newer one does not. The offset to
 * commit stays below the oldest open record.
 */
final class PartitionWork {
    private static final System.Logger LOG = System.getLogger(PartitionWork.class.getName());

    private final TreeSet<Long> open = new TreeSet<>();
    private final Map<String, ArrayDeque<ConsumerRecord<String, byte[]>>> waiting = new HashMap<>();
    private final Map<String, Thread> running = new HashMap<>();
    private final Fence fence = new Fence();
    /** By key: who waits for the records that follow. */
    private final Map<String, CountDownLatch> held = new HashMap<>();

    private boolean atEnd;
    private long next = -1;
    private long committed = -1;

    /** Tells attempts whether the partition is still this instance's. */
    static final class Fence {
        private volatile boolean down;

        /** True once another instance may have taken over: nothing more may be reported. */
        boolean isDown() {
            return down;
        }
    }

    /** Tells an attempt whether its record is still the last word on its tenant. */
    interface Newest {
        /**
         * Waits until all was read that was on the partition when it was taken over; false when something newer of the tenant
         * was among it, and is to be done instead.
         */
        boolean isNewest() throws InterruptedException;
    }

    /** What to do with a record; returns when it is done, or soon after its thread is interrupted. */
    interface Attempt {
        void run(ConsumerRecord<String, byte[]> record, Fence fence, Newest newest) throws InterruptedException;
    }

    /** Everything was read that was on the partition when it was taken over. */
    synchronized void caughtUp() {
        atEnd = true;
        held.values().forEach(CountDownLatch::countDown);
    }

    /** No monitor is waited in: this is a virtual thread. */
    private boolean isNewest(String key) throws InterruptedException {
        var latch = hold(key);
        try {
            latch.await();
        } finally {
            letGo(key);
        }
        return !isOvertaken(key);
    }

    private synchronized CountDownLatch hold(String key) {
        var latch = new CountDownLatch(atEnd || isOvertaken(key) ? 0 : 1);
        held.put(key, latch);
        return latch;
    }

    private synchronized void letGo(String key) {
        held.remove(key);
    }

    private synchronized boolean isOvertaken(String key) {
        var queue = waiting.get(key);
        return queue != null && !queue.isEmpty();
    }

    synchronized void add(ConsumerRecord<String, byte[]> record, Attempt attempt) {
        next = record.offset() + 1;
        open.add(record.offset());
        var key = String.valueOf(record.key());
        var queue = waiting.computeIfAbsent(key, absent -> new ArrayDeque<>());
        queue.forEach(overtaken -> open.remove(overtaken.offset()));
        queue.clear();
        queue.add(record);
        var latch = held.get(key);
        if (latch != null) {
            latch.countDown();
        }
        if (!running.containsKey(key)) {
            startNext(key, attempt);
        }
    }

    private synchronized void startNext(String key, Attempt attempt) {
        var queue = waiting.get(key);
        var record = queue == null || fence.isDown() ? null : queue.poll();
        if (record == null) {
            running.remove(key);
            waiting.remove(key);
            notifyAll();
            return;
        }
        running.put(
                key,
                Thread.ofVirtual()
                        .name("cc-provision-" + record.partition() + "-" + record.offset())
                        .start(() -> run(key, record, attempt)));
    }

    private void run(String key, ConsumerRecord<String, byte[]> record, Attempt attempt) {
        try {
            attempt.run(record, fence, () -> isNewest(key));
            if (!fence.isDown()) {
                synchronized (this) {
                    open.remove(record.offset());
                }
            }
        } catch (InterruptedException e) {
            LOG.log(Level.INFO, "Provisioning of tenant {0} was given up for another instance.", key);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "Provisioning of tenant " + key + " failed in the SDK; it stays open.", e);
        } finally {
            startNext(key, attempt);
        }
    }

    /** How many records are at work, and not waiting for those that follow. */
    synchronized int atWork() {
        return open.size() - held.size();
    }

    /** How many records are not done. */
    synchronized int size() {
        return open.size();
    }

    /** The offset to commit; null when it was committed already. */
    synchronized @Nullable Long committable() {
        var offset = open.isEmpty() ? next : open.first();
        return offset < 0 || offset == committed ? null : offset;
    }

    synchronized void committed(long offset) {
        committed = offset;
    }

    /** Begins nothing new; what runs goes on. */
    synchronized void beginNoMore() {
        waiting.values().forEach(ArrayDeque::clear);
    }

    /** Interrupts what still runs; nothing of it counts any more. */
    synchronized void fenceOff() {
        fence.down = true;
        new ArrayList<>(running.values()).forEach(Thread::interrupt);
    }

    /** Waits until nothing runs; false when the deadline, by {@link System#nanoTime}, comes first. */
    synchronized boolean isQuietBy(long deadline) {
        try {
            while (!running.isEmpty()) {
                var left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                wait(left / 1_000_000 + 1);
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
