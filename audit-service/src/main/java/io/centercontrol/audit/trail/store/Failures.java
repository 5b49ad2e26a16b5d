package io.centercontrol.audit.trail.store;

import io.vertx.pgclient.PgException;
import java.sql.SQLException;

/** What PostgreSQL refused, and why. */
final class Failures {
    /** A statement took longer than it may. */
    static final String CANCELLED = "57014";

    /** A lock was not to be had in time. */
    static final String LOCKED = "55P03";

    private Failures() {}

    static boolean is(String state, Throwable failure) {
        for (var cause = failure; cause != null; cause = cause.getCause()) {
            // Hibernate tells some of them in JDBC's words.
            var found = switch (cause) {
                case PgException pg -> pg.getSqlState();
                case SQLException sql -> sql.getSQLState();
                default -> null;
            };
            if (state.equals(found)) {
                return true;
            }
        }
        return false;
    }
}
