package io.centercontrol.dataplane.follow;

import io.centercontrol.dataplane.Governance;
import io.centercontrol.dataplane.Health;
import io.centercontrol.dataplane.view.TenantIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What the follower knows, for all to see. The follower alone writes it. */
public final class Standing {
    private final Lease lease;
    private final Duration staleAfter;
    private final AtomicLong repairs = new AtomicLong();
    private volatile @Nullable TenantIndex served;
    private volatile @Nullable Mark mark;
    private volatile @Nullable Instant endReachedBefore;
    private volatile @Nullable Governance governance;
    private volatile @Nullable Mark governanceMark;
    private volatile long lag;
    private volatile String notice = "starting";
    private volatile Runnable onMark = () -> {};

    /** @param staleAfter how long after the end was last reached the copy counts as stale */
    public Standing(Lease lease, Duration staleAfter) {
        this.lease = lease;
        this.staleAfter = staleAfter;
    }

    /** The copy that decisions are made by; null before the first whole one. */
    public @Nullable TenantIndex served() {
        return served;
    }

    /** Where the served copy stands; null before the first whole one. */
    public @Nullable Mark mark() {
        return mark;
    }

    /** The platform's limits as last heard; null when they never were. */
    public @Nullable Governance governance() {
        return governance;
    }

    /** Where the limits were read to; null when they were never heard. */
    public @Nullable Mark governanceMark() {
        return governanceMark;
    }

    /** When log-ins and orders pass. */
    public Lease lease() {
        return lease;
    }

    /** How often a record of an equal version with other content was taken. */
    public long repairs() {
        return repairs.get();
    }

    /** How many offsets the copy is known to be behind. */
    public long lag() {
        return lag;
    }

    /** What is going on; empty when all is well. */
    public String notice() {
        return notice;
    }

    /** How good the served copy is. */
    public Health health() {
        if (served == null) {
            return Health.NOT_READY;
        }
        var since = lease.sinceEnd();
        return since != null && since.compareTo(staleAfter) <= 0 ? Health.READY : Health.STALE;
    }

    /** How long ago the served copy was at the end of the log; by the wall clock when that was in an earlier run. */
    public @Nullable Duration age() {
        var since = lease.sinceEnd();
        if (since != null) {
            return since;
        }
        var before = endReachedBefore;
        if (before == null) {
            return null;
        }
        var age = Duration.between(before, Instant.now());
        return age.isNegative() ? Duration.ZERO : age;
    }

    /** Has somebody called each time the mark moves. */
    public void onMark(Runnable listener) {
        onMark = listener;
    }

    /** Serves a copy that was at the end of the log in an earlier run. */
    public void serveFromDisk(Reading reading) {
        endReachedBefore = reading.endReachedAt();
        serve(reading);
        mark(reading.mark());
    }

    /** Refuses everything from now on. */
    public void stopServing() {
        served = null;
    }

    void serve(Reading reading) {
        served = reading.index();
    }

    void mark(Mark moved) {
        mark = moved;
        onMark.run();
    }

    void governance(Governance heard, Mark moved) {
        governance = heard;
        governanceMark = moved;
        onMark.run();
    }

    void lag(long offsets) {
        lag = offsets;
    }

    void notice(String text) {
        notice = text;
    }

    void repaired() {
        repairs.incrementAndGet();
    }
}
