package io.centercontrol.kit.inbox;

import io.vertx.core.VertxException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.sql.SQLException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;

/** Tells failures of what is around us from failures of the record in hand, by what the failure or its causes are. */
final class Weather {
    private Weather() {}

    /** Whether the same work may well succeed later: connections, time-outs, a server that stops, a deadlock. */
    static boolean isBad(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException
                    || cause instanceof TimeoutException
                    // What a database says has its own reading below.
                    || (cause instanceof VertxException && !(cause instanceof PgException))
                    || cause instanceof RetriableException) {
                return true;
            }
            // Classes of SQLSTATE: connection, transaction rollback, resources, operator intervention, system.
            if (sqlState(cause).matches("(08|40|53|55|57|58)...")) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the database says that it will never keep such values: data exceptions (class 22: an ill-formed text, a number
     * or time out of range), values beyond its limits (54), and what a check forbids (23514).
     */
    static boolean isRefusedForGood(Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            if (sqlState(cause).matches("22...|54...|23514")) {
                return true;
            }
        }
        return false;
    }

    /** Of the driver's failure, and of what Hibernate makes of it. */
    private static String sqlState(Throwable failure) {
        var state = switch (failure) {
            case PgException pg -> pg.getSqlState();
            case SQLException sql -> sql.getSQLState();
            default -> null;
        };
        return state == null ? "" : state;
    }
}
