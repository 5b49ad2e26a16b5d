package io.centercontrol.chaos.faults;

import java.time.Duration;

/**
 * One thing that goes wrong.
 *
 * @param after how long after the run's begin
 * @param target the process or the database; empty when it is all processes
 * @param lasts zero for what is over at once
 * @param by how long each piece is held back; zero for what is no delay
 */
record Fault(Duration after, Kind kind, String target, Duration lasts, Duration by) {
    /** What goes wrong. */
    enum Kind {
        /** The process is gone without a word. */
        KILL,
        /** Its time stands still. */
        PAUSE,
        /** Its connections to PostgreSQL and the broker end, and no new ones come about. */
        CUT,
        /** Its connections to PostgreSQL and the broker are slow. */
        DELAY,
        /** Nobody keeps its log any more: the slot is dropped under the connector that reads it. */
        DROP_SLOT,
        /** Every process is gone at once. */
        RESTART_ALL
    }
}
