package io.centercontrol.audit.stream.send;

import io.centercontrol.audit.stream.Shipment;
import io.centercontrol.audit.stream.SiemStream;
import io.centercontrol.audit.stream.StreamConfig;
import io.centercontrol.audit.stream.Taken;
import io.centercontrol.kit.VertxContext;
import io.centercontrol.outgoing.Addresses;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.inject.Singleton;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Objects;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/**
 * By syslog over TLS, to the very address that was looked at and held to the name that was meant. Syslog has no acknowledgement, and what
 * was written is only on its way. So each batch has a connection of its own: it ends with TLS's close_notify, and is taken when the
 * receiver has ended it too, by TLS and then by TCP. Whose TLS answers has read all that came before; what its program had not taken
 * from it by then is the one thing that nobody can see from here. A connection that ends in any other way has taken nothing, and all of
 * its batch is sent again.
 */
@Singleton
class SyslogCarrier {
    private static final Duration CONNECTING = Duration.ofSeconds(5);
    private static final int LINGERING = 1_000;
    private static final int LONGEST_WORDS = 500;

    private final Addresses addresses;
    private final Duration patience;
    private final Vertx vertx;

    SyslogCarrier(Addresses addresses, StreamConfig config, Vertx vertx) {
        this.addresses = addresses;
        this.patience = config.patience();
        this.vertx = vertx;
    }

    Uni<Taken> send(SiemStream stream, Shipment shipment) {
        var began = System.nanoTime();
        var host = Objects.requireNonNull(stream.host(), "syslog has a host");
        return addresses
                .of(host, "/host")
                .chain(address -> VertxContext.aside(() -> sent(stream, host, address, shipment)))
                .onFailure()
                .recoverWithItem(SyslogCarrier::words)
                .map(problem -> new Taken(
                        problem.isEmpty() ? null : problem, null, Duration.ofNanos(System.nanoTime() - began)));
    }

    /** Nothing when it was taken, else why not. */
    private String sent(SiemStream stream, String host, InetAddress address, Shipment shipment) {
        try (var plain = new WatchedSocket()) {
            // A write that nobody reads has no time limit of its own.
            var watch = vertx.setTimer(patience.toMillis(), _ -> close(plain));
            try {
                plain.connect(new InetSocketAddress(address, Objects.requireNonNull(stream.port())), (int)
                        CONNECTING.toMillis());
                plain.setSoTimeout((int) patience.toMillis());
                try (var socket = secured(stream, host, plain)) {
                    exchange(socket, stream, shipment);
                    if (plain.isBroken()) {
                        throw new IOException("the receiver hung up without TLS's close_notify");
                    }
                }
                mustHaveEnded(plain);
                return "";
            } catch (IOException e) {
                return plain.isClosed()
                        ? "nothing was taken within " + patience.toSeconds() + " s: " + words(e)
                        : words(e);
            } finally {
                vertx.cancelTimer(watch);
            }
        } catch (IOException e) {
            return words(e);
        }
    }

    private static SSLSocket secured(SiemStream stream, String host, Socket plain) throws IOException {
        var socket = (SSLSocket)
                context(stream.certificates()).getSocketFactory().createSocket(plain, host, plain.getPort(), false);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static void exchange(SSLSocket socket, SiemStream stream, Shipment shipment) throws IOException {
        try {
            var out = new BufferedOutputStream(socket.getOutputStream(), 64 << 10);
            if (shipment.isTest()) {
                out.write(SyslogMessage.test(shipment.id(), shipment.at()));
            }
            for (var entry : shipment.entries()) {
                out.write(SyslogMessage.of(stream, entry));
            }
            out.flush();
            socket.shutdownOutput();
            var in = socket.getInputStream();
            while (in.read() >= 0) {
                // a receiver has nothing to say
            }
        } catch (SocketTimeoutException e) {
            throw new IOException("the receiver does not end the connection when it is told that nothing follows", e);
        }
    }

    /** Who hung up with something unread, or in a hurry, has reset the connection: that is no end. */
    private static void mustHaveEnded(Socket plain) throws IOException {
        plain.setSoTimeout(LINGERING);
        try {
            if (plain.getInputStream().read() >= 0) {
                throw new IOException("the receiver goes on behind the end");
            }
        } catch (SocketTimeoutException e) {
            // It has said that it has read all, and waits for our end.
        }
    }

    private static SSLContext context(@Nullable String certificates) throws IOException {
        try {
            var context = SSLContext.getInstance("TLS");
            var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(certificates == null ? null : store(certificates));
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("its certificates cannot be used: " + e.getMessage(), e);
        }
    }

    private static KeyStore store(String certificates) throws GeneralSecurityException, IOException {
        var store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        var read = CertificateFactory.getInstance("X.509")
                .generateCertificates(new ByteArrayInputStream(certificates.getBytes(StandardCharsets.UTF_8)));
        var number = 0;
        for (var certificate : read) {
            store.setCertificateEntry("ca-" + number++, certificate);
        }
        return store;
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is closed all the same
        }
    }

    private static String words(Throwable failure) {
        var message = failure.getMessage();
        var words = message == null ? failure.getClass().getSimpleName() : message;
        return words.substring(0, Math.min(LONGEST_WORDS, words.length()));
    }
}
