package io.centercontrol.connect;

import io.debezium.util.DelayStrategy;

/**
 * The pause of a thread that found nothing to read: until its socket has something, half a second at most. Debezium's own
 * sleeps for a fixed time, so that it is late or wakes for nothing.
 */
final class Awaiting implements DelayStrategy {
    private static final int MOST_MILLIS = 500;

    /** When there is no socket to wait for: TLS, or the connection is gone, which the next read will say. */
    private static final int BLIND_MILLIS = 10;

    @Override
    public boolean sleepWhen(boolean criteria) {
        if (!criteria) {
            return false;
        }
        var socket = WatchedSocket.lastAsked();
        if (socket == null || !socket.awaitReadable(MOST_MILLIS)) {
            try {
                Thread.sleep(BLIND_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return true;
    }
}
