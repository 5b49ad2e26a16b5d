package io.centercontrol.chaos.suite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Stands between one process and one server on loopback. Passes bytes on as they come, until it is told to cut all
 * connections and take no new ones, or to hold every piece back for a while.
 */
public final class TcpProxy implements AutoCloseable {
    private static final int PIECE = 16 * 1024;
    private static final int CONNECT_MILLIS = 2_000;

    private final ServerSocket door;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;
    private volatile Duration delay = Duration.ZERO;

    /** @param port on which it listens; 0 for any free one */
    public TcpProxy(int port, int target) throws IOException {
        this.door = new ServerSocket();
        this.door.setReuseAddress(true);
        this.door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        this.target = target;
        Thread.ofVirtual().name("proxy-" + port()).start(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** Ends every connection, and each new one as soon as it comes. */
    public void cut() {
        cut = true;
        open.forEach(TcpProxy::end);
    }

    /** Holds every piece back for so long, in both directions. */
    public void delay(Duration by) {
        delay = by;
    }

    /** Passes on as if nothing had been. */
    public void heal() {
        cut = false;
        delay = Duration.ZERO;
    }

    /** How many connections there are; each counts at both of its ends. */
    public int ends() {
        return open.size();
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                var near = door.accept();
                if (cut) {
                    end(near);
                } else {
                    Thread.ofVirtual().start(() -> join(near));
                }
            } catch (IOException e) {
                // Closed, or out of something for a moment; the loop's condition tells which.
            }
        }
    }

    private void join(Socket near) {
        var far = new Socket();
        try {
            far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target), CONNECT_MILLIS);
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
        } catch (IOException e) {
            end(near);
            end(far);
            return;
        }
        open.add(near);
        open.add(far);
        if (cut) {
            end(near);
            end(far);
        }
        Thread.ofVirtual().start(() -> pass(near, far));
        pass(far, near);
    }

    private void pass(Socket from, Socket to) {
        var piece = new byte[PIECE];
        try {
            var in = from.getInputStream();
            var out = to.getOutputStream();
            for (var length = in.read(piece); length >= 0; length = in.read(piece)) {
                if (!delay.isZero()) {
                    Thread.sleep(delay);
                }
                out.write(piece, 0, length);
            }
        } catch (IOException e) {
            // One of the two is gone: so is the other.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            end(from);
            end(to);
            open.remove(from);
            open.remove(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use to anybody any more.
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
        open.forEach(TcpProxy::end);
    }
}
