package io.centercontrol.dataplane.consumption;

import io.centercontrol.dataplane.Grant;
import java.util.concurrent.atomic.LongAdder;

/**
 * What was used here of one tenant and meter, since this was made: all of it, what of it is of earlier periods, and what of it was
 * sent by when. Adding allocates nothing and waits for nobody.
 */
final class RunningTotal {
    private final LongAdder all = new LongAdder();
    private volatile long ofEarlierDays;
    private volatile long ofEarlierMonths;
    private volatile Sent sent = Sent.NOTHING;
    private long sentInAll;

    /** So much more is used, today. */
    void add(long amount) {
        all.add(amount);
    }

    /** So much more, of an earlier day. */
    synchronized void addEarlier(long amount, boolean ofEarlierMonth) {
        all.add(amount);
        ofEarlierDays += amount;
        if (ofEarlierMonth) {
            ofEarlierMonths += amount;
        }
    }

    /** The brokers have so much more. What was sent of before this was made is none of it. */
    synchronized void sent(long amount, long nowMillis) {
        sentInAll = Math.min(sentInAll + amount, all.sum());
        sent = sent.with(sentInAll, nowMillis);
    }

    /** A day begins. */
    synchronized void begin(boolean isMonth) {
        var until = all.sum();
        ofEarlierDays = until;
        if (isMonth) {
            ofEarlierMonths = until;
        }
    }

    /**
     * What of the present period a figure of the platform does not contain. Where earlier periods' use is not sent yet it may be more;
     * it is never less.
     */
    long missing(Grant.Period period, long toldMillis, long nowMillis) {
        var contained = sent.containedIn(toldMillis, nowMillis);
        var earlier = period == Grant.Period.DAY ? ofEarlierDays : ofEarlierMonths;
        // Read last, so that nothing is taken off that is not in it.
        return all.sum() - Math.max(contained, earlier);
    }

    /** Whether it does not count any more: all was sent, and long ago. */
    synchronized boolean isOver(long nowMillis) {
        return sent != Sent.NOTHING && sentInAll == all.sum() && nowMillis - Inclusion.LONGEST >= sent.latest();
    }
}
