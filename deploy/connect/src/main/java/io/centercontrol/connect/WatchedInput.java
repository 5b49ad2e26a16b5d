package io.centercontrol.connect;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * A socket's stream with one byte read ahead: who waits reads that byte and leaves it to whoever reads next. One thread at a
 * time is at the socket; others wait for it no longer than their own timeout.
 */
final class WatchedInput extends InputStream {
    private static final int NOTHING = -2;
    private static final int END = -1;

    private final InputStream from;
    private final WatchedSocket socket;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition free = lock.newCondition();
    private int ahead = NOTHING;
    private boolean busy;

    WatchedInput(InputStream from, WatchedSocket socket) {
        this.from = from;
        this.socket = socket;
    }

    /** See {@link WatchedSocket#awaitReadable}. */
    boolean await(int millis) throws IOException {
        lock.lock();
        try {
            if (busy || ahead != NOTHING) {
                return ahead != END;
            }
            busy = true;
        } finally {
            lock.unlock();
        }
        var read = NOTHING;
        try {
            socket.applyTimeout(millis);
            read = from.read();
        } catch (SocketTimeoutException e) {
            return true;
        } finally {
            release(read);
        }
        return read != END;
    }

    private void release(int read) {
        lock.lock();
        try {
            busy = false;
            ahead = read == NOTHING ? ahead : read;
            free.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? END : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, into.length);
        if (length == 0) {
            return 0;
        }
        var timeout = socket.getSoTimeout();
        lock.lock();
        try {
            awaitFree(timeout);
            if (ahead == END) {
                return END;
            }
            busy = true;
        } finally {
            lock.unlock();
        }
        // From here on this thread alone is at the socket, and at the byte read ahead.
        var end = NOTHING;
        try {
            if (ahead != NOTHING) {
                into[offset] = (byte) ahead;
                ahead = NOTHING;
                var more = Math.min(length - 1, from.available());
                return more == 0 ? 1 : 1 + Math.max(0, from.read(into, offset + 1, more));
            }
            socket.applyTimeout(timeout);
            var read = from.read(into, offset, length);
            end = read < 0 ? END : NOTHING;
            return read;
        } finally {
            release(end);
        }
    }

    private void awaitFree(int timeout) throws IOException {
        var left = TimeUnit.MILLISECONDS.toNanos(timeout);
        try {
            while (busy) {
                if (timeout == 0) {
                    free.await();
                } else {
                    left = free.awaitNanos(left);
                    if (left <= 0 && busy) {
                        throw new SocketTimeoutException("Read timed out");
                    }
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new SocketTimeoutException("interrupted while another thread reads");
        }
    }

    @Override
    public int available() throws IOException {
        socket.asked();
        lock.lock();
        try {
            return (ahead >= 0 ? 1 : 0) + from.available();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws IOException {
        from.close();
    }
}
