package io.centercontrol.dataplane.follow;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * When this instance last knew that it had everything, and whether that is still recent enough to let log-ins and orders
 * through.
 *
 * <h2>The promise</h2>
 *
 * <p>A change that stood on the topic, readable, at the moment <i>t</i> is obeyed by every decision that is made at
 * <i>t + lease</i> or later: either the instance has applied it, or it refuses.
 *
 * <h2>How it is kept</h2>
 *
 * <ol>
 *   <li>The follower reads the monotonic clock, {@code sentAt}, and only then asks the broker for the end of every
 *       partition, {@code read_committed}: the last stable offset.
 *   <li>It asks, after that answer, for the topic's id. If it is still the id of the topic that the copy was read from, the
 *       ends were the ends of that topic: ids never come back.
 *   <li>It goes on reading until it has applied, in memory, in the copy that is served, everything below all those ends.
 *   <li>Then it calls {@link #renew renew(sentAt)}: log-ins and orders pass until {@code sentAt + lease}.
 * </ol>
 *
 * <p>The broker looked at the end later than {@code sentAt}, however long the request or the answer took, and wherever
 * the process was paused meanwhile. A change that the instance has not applied was thus not readable at any {@code
 * sentAt} that was ever used: it became readable later, so the lease runs out before <i>t + lease</i>. A pause (SIGSTOP,
 * garbage collection, an overloaded machine) can only make {@code sentAt} older. Receiving records proves nothing and
 * renews nothing.
 *
 * <h2>How a decision is made</h2>
 *
 * <p>First the lease's end is read, then what the tenant may do, and <b>last</b> the clock. A thread that is paused
 * anywhere in between reads the clock after it wakes up and refuses. And what it has read of the tenant is at least as
 * new as the lease that it compares the clock with.
 *
 * <h2>Why the last stable offset is right</h2>
 *
 * <p>A change in an open transaction is on the broker's disk but nobody can read it: not the ledger either, which reads
 * {@code read_committed} too and calls such a change PENDING. It becomes readable, at once for all, when the last stable
 * offset passes it; that is the moment <i>t</i> of the promise. The append time in the record is earlier. So whoever
 * computes "effective at t + lease" must begin at the moment it <i>read</i> the change, or later, and not at the record's
 * time stamp.
 *
 * <h2>What it rests on</h2>
 *
 * <ul>
 *   <li>{@link System#nanoTime} goes on during a pause of the process. It does on Linux; it stands still while the whole
 *       machine is suspended, so a machine that is put to sleep and woken serves for the rest of its lease.
 *   <li>The broker that answers is the partition's leader. With replicated partitions, a leader that is cut off from its
 *       controller may answer for some seconds after another was chosen: choose the lease well above the brokers' session
 *       time-out.
 *   <li>A record in quarantine was passed, not applied. The lease does not tell of it; the position does, and the ledger
 *       calls that change FAILED.
 * </ul>
 */
public final class Lease {
    private final @Nullable Duration length;
    private final boolean taken;
    private final long lengthNanos;
    private volatile long validUntil;
    private volatile long endKnownAt;
    private volatile boolean everKnown;

    /** A lease that has run out until it is renewed; with null, there is none and nothing runs out. */
    public Lease(@Nullable Duration length) {
        this.length = length;
        this.taken = length != null;
        this.lengthNanos = length == null ? 0 : length.toNanos();
        this.validUntil = System.nanoTime();
    }

    /**
     * Says that everything is applied that the broker had at {@code sentAt}. Called by the follower alone.
     *
     * @param sentAt {@link System#nanoTime} before the request was sent that found the end
     */
    void renew(long sentAt) {
        if (everKnown && sentAt - endKnownAt <= 0) {
            return;
        }
        endKnownAt = sentAt;
        everKnown = true;
        validUntil = sentAt + lengthNanos;
    }

    /** To be read before the data that is to be judged by it, and handed to {@link #ranOut}. */
    public long validUntil() {
        return validUntil;
    }

    /** Whether log-ins and orders must be refused; reads the clock, so ask last. */
    public boolean ranOut(long validUntil) {
        return taken && System.nanoTime() - validUntil >= 0;
    }

    /** The lease's length; null when there is none. */
    public @Nullable Duration length() {
        return length;
    }

    /** How long ago everything was known to be applied; null when it never was in this run. */
    public @Nullable Duration sinceEnd() {
        return everKnown ? Duration.ofNanos(System.nanoTime() - endKnownAt) : null;
    }

    /** How long log-ins and orders still pass without news; zero when they do not, null without a lease. */
    public @Nullable Duration remaining() {
        if (!taken) {
            return null;
        }
        return Duration.ofNanos(Math.max(0, validUntil - System.nanoTime()));
    }
}
