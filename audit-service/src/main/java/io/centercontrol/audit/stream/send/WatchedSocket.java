package io.centercontrol.audit.stream.send;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;

/**
 * A connection beneath TLS that remembers how it ended. The JDK's TLS takes the end of a connection for the close_notify that did not
 * come, and is silent about its own that could not be written; a reset that such a write has met, no read meets again.
 */
final class WatchedSocket extends Socket {
    private volatile boolean broken;

    /** Whether it has ended or failed under who reads and writes it. */
    boolean isBroken() {
        return broken;
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                return noted(super.read());
            }

            @Override
            public int read(byte[] bytes, int from, int length) throws IOException {
                return noted(super.read(bytes, from, length));
            }
        };
    }

    private int noted(int read) {
        if (read < 0) {
            broken = true;
        }
        return read;
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        return new FilterOutputStream(super.getOutputStream()) {
            @Override
            public void write(int value) throws IOException {
                write(new byte[] {(byte) value}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                try {
                    out.write(bytes, from, length);
                } catch (IOException e) {
                    broken = true;
                    throw e;
                }
            }
        };
    }
}
