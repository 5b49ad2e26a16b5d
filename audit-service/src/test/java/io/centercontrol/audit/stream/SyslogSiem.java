package io.centercontrol.audit.stream;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** A SIEM that is told by syslog over TLS (RFC 5425), with a certificate of its own. */
final class SyslogSiem implements AutoCloseable {
    private static final String PASSWORD = "of-a-test";

    private final ServerSocket server;
    private final SSLContext context;
    private final String certificate;
    private final List<String> messages = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger cut = new AtomicInteger();
    private final AtomicInteger hungUp = new AtomicInteger();

    SyslogSiem(Path folder) throws Exception {
        var keys = folder.resolve("keys-" + System.nanoTime());
        var pem = folder.resolve("pem-" + System.nanoTime());
        keytool(
                keys,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "2");
        keytool(keys, "-exportcert", "-rfc", "-file", pem.toString());
        certificate = Files.readString(pem);
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        var managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    /** In PEM. */
    String certificate() {
        return certificate;
    }

    /** All messages that came, in their order, without their frames. */
    List<String> messages() {
        return List.copyOf(messages);
    }

    int connections() {
        return connections.get();
    }

    /** Each of the next connections is reset in its middle, behind its first message. */
    void cut(int next) {
        cut.set(next);
    }

    /** Each of the next connections is ended by TCP alone, behind its first message; what else comes is not read. */
    void hangUp(int next) {
        hungUp.set(next);
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                connections.incrementAndGet();
                Thread.ofVirtual().start(() -> take(socket));
            } catch (IOException e) {
                // closed, or nobody came by TLS
            }
        }
    }

    private void take(Socket plain) {
        try (plain;
                var socket = (SSLSocket) context.getSocketFactory().createSocket(plain, null, true)) {
            var in = socket.getInputStream();
            for (var message = message(in); message != null; message = message(in)) {
                messages.add(message);
                if (isNext(hungUp)) {
                    // As of a process that ends: its system says what TLS does not. What it had not read must not reset
                    // that.
                    plain.shutdownOutput();
                    plain.getInputStream().transferTo(OutputStream.nullOutputStream());
                    plain.close();
                    return;
                }
                if (isNext(cut)) {
                    // As of a process that is killed: TLS says nothing.
                    plain.setSoLinger(true, 0);
                    plain.close();
                    return;
                }
            }
        } catch (IOException e) {
            // the sender hung up
        }
    }

    private static boolean isNext(AtomicInteger left) {
        return left.getAndUpdate(now -> Math.max(0, now - 1)) > 0;
    }

    /** One that is framed by its octets; null at the end. */
    private static @Nullable String message(InputStream in) throws IOException {
        var length = 0;
        var c = in.read();
        if (c < 0) {
            return null;
        }
        while (c >= '0' && c <= '9') {
            length = length * 10 + c - '0';
            c = in.read();
        }
        if (c != ' ') {
            throw new IOException("no frame of octets");
        }
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static void keytool(Path keys, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-keystore",
                keys.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                PASSWORD,
                "-alias",
                "siem"));
        command.addAll(1, List.of(arguments));
        if (new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() != 0) {
            throw new IllegalStateException("keytool made nothing");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
