package io.centercontrol.local.watch;

import io.centercontrol.parts.stack.Progress;
import io.centercontrol.parts.wiring.Connectors;
import io.centercontrol.parts.wiring.Databases;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Restarts connectors that do not do their work: one that failed, one whose task failed under a connector that says
 * RUNNING, and one that says RUNNING for its task too while nobody reads the database's log.
 */
public final class ConnectorWatch {
    private static final long EVERY_MILLIS = 5_000;
    private static final long FIRST_PAUSE_MILLIS = 2_000;
    private static final long LONGEST_PAUSE_MILLIS = 60_000;
    /** A connector reconnects by itself after the database was away; only then is it worth a restart. */
    private static final long UNREAD_MILLIS = 30_000;

    private final Connectors connectors;
    private final Databases databases;
    private final Map<String, String> databaseOf;
    private final Progress progress;
    private final Map<String, Long> notBefore = new HashMap<>();
    private final Map<String, Long> pauses = new HashMap<>();
    private final Map<String, Long> unreadSince = new HashMap<>();

    /** @param databaseOf connector to the database whose log it reads */
    public ConnectorWatch(
            Connectors connectors, Databases databases, Map<String, String> databaseOf, Progress progress) {
        this.connectors = connectors;
        this.databases = databases;
        this.databaseOf = databaseOf;
        this.progress = progress;
    }

    /** Watches until the thread is interrupted. */
    public void run() {
        try {
            while (true) {
                Thread.sleep(EVERY_MILLIS);
                look(System.currentTimeMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look(long now) throws InterruptedException {
        try {
            var streamed = streamed();
            for (var state : connectors.states()) {
                if (state.failed()) {
                    restart(state.connector(), "failed", now);
                } else if (state.running() && isUnread(state.connector(), streamed, now)) {
                    restart(state.connector(), "says RUNNING, but nobody reads its database's log", now);
                } else if (state.running()) {
                    settled(state.connector(), now);
                }
            }
        } catch (IOException e) {
            // Connect itself is away; whoever keeps it running sees to that.
            unreadSince.clear();
        }
    }

    /** Empty while PostgreSQL is away. */
    private Optional<Set<String>> streamed() {
        try {
            return Optional.of(databases.streamed());
        } catch (SQLException e) {
            return Optional.empty();
        }
    }

    private boolean isUnread(String connector, Optional<Set<String>> streamed, long now) {
        var database = databaseOf.get(connector);
        if (database == null) {
            return false;
        }
        if (streamed.isEmpty() || streamed.get().contains(database)) {
            unreadSince.remove(connector);
            return false;
        }
        return now - unreadSince.computeIfAbsent(connector, _ -> now) > UNREAD_MILLIS;
    }

    private void restart(String connector, String why, long now) throws IOException, InterruptedException {
        if (now < notBefore.getOrDefault(connector, 0L)) {
            return;
        }
        var pause = pauses.getOrDefault(connector, FIRST_PAUSE_MILLIS);
        notBefore.put(connector, now + pause);
        pauses.put(connector, Math.min(2 * pause, LONGEST_PAUSE_MILLIS));
        progress.say("connector " + connector + " " + why + "; it is restarted");
        if (why.equals("failed")) {
            connectors.restartFailed(connector);
        } else {
            connectors.restart(connector);
            unreadSince.remove(connector);
        }
    }

    private void settled(String connector, long now) {
        if (now > notBefore.getOrDefault(connector, 0L) + LONGEST_PAUSE_MILLIS) {
            pauses.remove(connector);
        }
    }
}
