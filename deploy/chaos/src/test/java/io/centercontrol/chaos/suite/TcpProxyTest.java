package io.centercontrol.chaos.suite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TcpProxyTest {
    private static final int PATIENCE_MILLIS = 10_000;

    private final ServerSocket server;
    private final TcpProxy proxy;

    TcpProxyTest() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        proxy = new TcpProxy(0, server.getLocalPort());
    }

    @BeforeEach
    void echo() {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try {
                    var socket = server.accept();
                    Thread.ofVirtual().start(() -> echo(socket));
                } catch (IOException e) {
                    return;
                }
            }
        });
    }

    @AfterEach
    void close() throws IOException {
        proxy.close();
        server.close();
    }

    @Test
    void passes_on_what_comes() throws IOException {
        try (var socket = connect()) {
            assertThat(says(socket, 42)).isEqualTo(42);
        }
    }

    @Test
    void cuts_what_is_open_and_what_comes_until_it_is_healed() throws IOException {
        try (var socket = connect()) {
            says(socket, 1);
            proxy.cut();

            assertThatThrownBy(() -> demand(socket)).isInstanceOf(IOException.class);
            assertThatThrownBy(() -> demand(connect())).isInstanceOf(IOException.class);
        }
        proxy.heal();
        try (var socket = connect()) {
            assertThat(says(socket, 7)).isEqualTo(7);
        }
    }

    @Test
    void holds_every_piece_back_in_both_directions() throws IOException {
        proxy.delay(Duration.ofMillis(150));
        try (var socket = connect()) {
            var begun = System.nanoTime();
            says(socket, 1);

            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isGreaterThanOrEqualTo(Duration.ofMillis(300));
        }
    }

    private Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port());
        socket.setSoTimeout(PATIENCE_MILLIS);
        return socket;
    }

    private static int says(Socket socket, int word) throws IOException {
        socket.getOutputStream().write(word);
        return socket.getInputStream().read();
    }

    private static void demand(Socket socket) throws IOException {
        if (says(socket, 1) < 0) {
            throw new IOException("cut");
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            // The other end is gone.
        }
    }
}
