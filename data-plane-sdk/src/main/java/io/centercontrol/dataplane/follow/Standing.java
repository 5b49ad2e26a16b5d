package io.centercontrol.dataplane.follow;

import io.centercontrol.dataplane.Health;
import io.centercontrol.dataplane.view.Index;
import io.centercontrol.schemas.Contract;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** What a follower knows, for all to see. The follower alone writes it. */
public final class Standing<I extends Index<?>> implements Marked {
    private final Contract.Topic topic;
    private final Lease lease;
    private final Duration staleAfter;
    private final AtomicLong repairs = new AtomicLong();
    private volatile @Nullable I served;
    private volatile @Nullable Mark mark;
    private volatile @Nullable Instant endReachedBefore;
    private volatile long lag;
    private volatile String notice = "starting";
    private final List<Runnable> onMark = new CopyOnWriteArrayList<>();

    /** @param staleAfter how long after the end was last reached the copy counts as stale */
    public Standing(Contract.Topic topic, Lease lease, Duration staleAfter) {
        this.topic = topic;
        this.lease = lease;
        this.staleAfter = staleAfter;
    }

    @Override
    public Contract.Topic topic() {
        return topic;
    }

    /** The copy that decisions are made by; null before the first whole one. */
    public @Nullable I served() {
        return served;
    }

    @Override
    public @Nullable Mark mark() {
        return mark;
    }

    /** When what is leased passes, and how long ago the end of the log was reached. */
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

    @Override
    public void onMark(Runnable listener) {
        onMark.add(listener);
    }

    /** Serves a copy that was at the end of the log in an earlier run. */
    public void serveFromDisk(Reading<?, I> reading) {
        endReachedBefore = reading.endReachedAt();
        serve(reading);
        mark(reading.mark());
    }

    /** Refuses everything from now on. */
    public void stopServing() {
        served = null;
    }

    void serve(Reading<?, I> reading) {
        served = reading.index();
    }

    void mark(Mark moved) {
        mark = moved;
        onMark.forEach(Runnable::run);
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
