package io.centercontrol.kit.inbox;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;

/** Tells failures of what is around us from failures of the record in hand. */
final class Weather {
    private Weather() {}

    /** Whether the same work may well succeed later: connections, time-outs, a server that stops, a deadlock. */
    static boolean isBad(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    || cause instanceof TimeoutException
                    || cause instanceof VertxException
                    || cause instanceof RetriableException) {
                return true;
            }
            if (cause instanceof PgException pg && pg.getSqlState() != null) {
                // Classes of SQLSTATE: connection, transaction rollback, resources, operator intervention, system.
                var kind = pg.getSqlState().substring(0, 2);
                return switch (kind) {
                    case "08", "40", "53", "55", "57", "58" -> true;
                    default -> false;
                };
            }
        }
        return false;
    }
}
