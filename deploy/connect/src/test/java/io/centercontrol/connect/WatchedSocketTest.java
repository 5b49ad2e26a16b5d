package io.centercontrol.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WatchedSocketTest {
    private static final int LONG = 20_000;

    private ServerSocket server;
    private WatchedSocket socket;
    private Socket peer;

    @BeforeEach
    void connect() throws IOException {
        server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        socket = (WatchedSocket) new WatchedSockets().createSocket(server.getInetAddress(), server.getLocalPort());
        peer = server.accept();
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
        peer.close();
        server.close();
    }

    @Test
    void who_waits_goes_on_when_something_comes_and_takes_nothing_of_it() throws Exception {
        var waited = CompletableFuture.supplyAsync(() -> socket.awaitReadable(LONG));
        peer.getOutputStream().write(new byte[] {7, 8});
        assertThat(waited.get()).isTrue();
        assertThat(socket.getInputStream().readNBytes(2)).containsExactly(7, 8);
    }

    @Test
    void what_was_read_ahead_counts_as_available() throws Exception {
        peer.getOutputStream().write(7);
        assertThat(socket.awaitReadable(LONG)).isTrue();
        assertThat(socket.getInputStream().available()).isEqualTo(1);
        assertThat(socket.getInputStream().read()).isEqualTo(7);
        assertThat(socket.getInputStream().available()).isZero();
    }

    @Test
    void waiting_ends_after_its_time_and_nothing_is_lost() throws Exception {
        assertThat(socket.awaitReadable(1)).isTrue();
        peer.getOutputStream().write(7);
        assertThat(socket.getInputStream().read()).isEqualTo(7);
    }

    @Test
    void a_reader_keeps_its_own_timeout_while_another_waits() throws Exception {
        var begun = new CountDownLatch(1);
        var waited = CompletableFuture.supplyAsync(() -> {
            begun.countDown();
            return socket.awaitReadable(LONG);
        });
        begun.await();
        socket.setSoTimeout(1);
        assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        socket.setSoTimeout(0);
        peer.getOutputStream().write(7);
        assertThat(waited.get()).isTrue();
        assertThat(socket.getInputStream().read()).isEqualTo(7);
    }

    @Test
    void the_end_is_told_to_who_waits_and_to_who_reads() throws Exception {
        peer.close();
        assertThat(socket.awaitReadable(LONG)).isFalse();
        assertThat(socket.getInputStream().read()).isEqualTo(-1);
    }

    @Test
    void a_closed_socket_ends_the_waiting() throws Exception {
        var waited = CompletableFuture.supplyAsync(() -> socket.awaitReadable(LONG));
        socket.close();
        assertThat(waited.get()).isFalse();
    }

    @Test
    void the_socket_that_a_thread_asked_last_is_known_to_it_alone() throws Exception {
        socket.getInputStream().available();
        assertThat(WatchedSocket.lastAsked()).isSameAs(socket);
        assertThat(CompletableFuture.supplyAsync(WatchedSocket::lastAsked).get())
                .isNotSameAs(socket);
    }

    @Test
    void every_byte_comes_once_and_in_order_however_waiting_and_reading_mix() throws Exception {
        var random = new Random(1);
        var sent = new byte[200_000];
        random.nextBytes(sent);
        var sending = CompletableFuture.runAsync(() -> {
            try {
                for (var at = 0; at < sent.length; ) {
                    var part = Math.min(sent.length - at, 1 + random.nextInt(3_000));
                    peer.getOutputStream().write(sent, at, part);
                    at += part;
                }
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        var read = new byte[sent.length];
        var choose = new Random(2);
        for (var at = 0; at < read.length; ) {
            if (choose.nextBoolean()) {
                assertThat(socket.awaitReadable(LONG)).isTrue();
            }
            at += socket.getInputStream().read(read, at, Math.min(read.length - at, 1 + choose.nextInt(2_000)));
        }
        sending.get();
        assertThat(read).isEqualTo(sent);
    }
}
