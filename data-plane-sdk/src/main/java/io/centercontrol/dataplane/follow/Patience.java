package io.centercontrol.dataplane.follow;

import io.centercontrol.dataplane.thread.Loop;
import io.centercontrol.dataplane.wire.Poison;
import io.centercontrol.dataplane.wire.SchemaMissing;
import java.time.Duration;

/** A record whose schema the registry cannot give now is waited for: it may be good. */
final class Patience {
    private static final Duration LOOK = Duration.ofMillis(100);

    private Patience() {}

    /** Reads one record and does with it what is to be done. */
    interface Reading {
        void run() throws SchemaMissing, Poison;
    }

    /**
     * Tries until the schema is there, or the loop is closed.
     *
     * @throws Poison when the record cannot be read by any schema
     */
    static void read(Loop loop, Reading reading) throws Poison {
        while (!loop.isClosed()) {
            try {
                reading.run();
                return;
            } catch (SchemaMissing missing) {
                loop.pause(LOOK);
            }
        }
    }
}
