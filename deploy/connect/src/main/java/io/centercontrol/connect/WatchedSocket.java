package io.centercontrol.connect;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import org.jspecify.annotations.Nullable;

/**
 * A socket that a thread can wait for without taking anything from it, while another thread reads and writes: PostgreSQL's
 * driver guards its streams by a lock of its own, which a waiting thread must not hold.
 */
final class WatchedSocket extends Socket {
    private static final ThreadLocal<@Nullable WatchedSocket> ASKED = new ThreadLocal<>();

    private @Nullable WatchedInput input;
    private volatile int timeout;

    /** The socket of which this thread last asked whether it has something; null when it never did. */
    static @Nullable WatchedSocket lastAsked() {
        return ASKED.get();
    }

    /**
     * Returns when there is something to read, or the time is over.
     *
     * @return false when that cannot be known, since the connection is over
     */
    boolean awaitReadable(int millis) {
        try {
            return !isClosed() && input().await(millis);
        } catch (IOException e) {
            // Whoever reads next meets it too, and says it.
            return false;
        }
    }

    @Override
    public synchronized InputStream getInputStream() throws IOException {
        return input();
    }

    private synchronized WatchedInput input() throws IOException {
        if (input == null) {
            input = new WatchedInput(super.getInputStream(), this);
        }
        return input;
    }

    /** Kept here, and given to the socket by whoever reads from it: a reader that waits has its own. */
    @Override
    public void setSoTimeout(int millis) throws SocketException {
        if (millis < 0) {
            throw new IllegalArgumentException("a timeout is not negative");
        }
        if (isClosed()) {
            throw new SocketException("Socket is closed");
        }
        timeout = millis;
    }

    @Override
    public int getSoTimeout() throws SocketException {
        if (isClosed()) {
            throw new SocketException("Socket is closed");
        }
        return timeout;
    }

    void applyTimeout(int millis) throws SocketException {
        super.setSoTimeout(millis);
    }

    void asked() {
        ASKED.set(this);
    }
}
