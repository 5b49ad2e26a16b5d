package io.centercontrol.audit.log;

import java.time.Instant;

/**
 * Where the log ends.
 *
 * @param size how many entries it has; the next has this index
 * @param recorded when the newest was taken in
 */
public record Head(long size, Instant recorded) {
    /** When what is taken in now is said to be: never before what stands in front of it, whatever the clock says. */
    public Instant next(Instant now) {
        return now.isAfter(recorded) ? now : recorded;
    }
}
