package io.centercontrol.audit.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** A real S3-compatible store, s3proxy as a process of its own, which checks signatures and keeps objects as files. */
class S3TargetIT {
    private static final String KEY = "of-a-test";

    @TempDir
    Path folder = Path.of("");

    private Optional<Process> process = Optional.empty();
    private int port;

    @BeforeEach
    void begin() throws Exception {
        Files.createDirectories(folder.resolve("store/trail"));
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        var properties = folder.resolve("s3proxy.properties");
        Files.writeString(properties, """
                s3proxy.authorization=aws-v2-or-v4
                s3proxy.identity=%1$s
                s3proxy.credential=%1$s
                s3proxy.endpoint=http://127.0.0.1:%2$d
                jclouds.provider=filesystem
                jclouds.filesystem.basedir=%3$s
                """.formatted(KEY, port, folder.resolve("store")));
        var started = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-DLOG_LEVEL=warn",
                        "-cp",
                        Path.of("../deploy/parts/s3/target/s3") + File.separator + "*",
                        "org.gaul.s3proxy.Main",
                        "--properties",
                        properties.toString())
                .redirectErrorStream(true)
                .redirectOutput(new File("target/s3proxy.log"))
                .start();
        process = Optional.of(started);
        while (!answers()) {
            if (!started.isAlive()) {
                throw new IllegalStateException("s3proxy ended; see target/s3proxy.log");
            }
            Thread.sleep(50);
        }
    }

    private boolean answers() {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    @AfterEach
    void end() {
        process.ifPresent(Process::destroyForcibly);
    }

    @Test
    void a_file_and_its_manifest_are_objects_and_who_has_another_key_puts_nothing() throws Exception {
        var file = Files.writeString(folder.resolve("file"), "line\n".repeat(100_000));
        var manifest = "{}".getBytes(StandardCharsets.UTF_8);

        try (var target = new S3Target(new Store(KEY))) {
            target.put("a/2026-01-31/b-0-7.ndjson", file, manifest);
            target.put("a/2026-01-31/b-0-7.ndjson", file, manifest);
        }

        var object = folder.resolve("store/trail/a/2026-01-31/b-0-7.ndjson");
        assertThat(object).hasSameBinaryContentAs(file);
        assertThat(object.resolveSibling("b-0-7.ndjson.manifest.json")).hasContent("{}");
        try (var stranger = new S3Target(new Store("another"))) {
            assertThatThrownBy(() -> stranger.put("a/c", file, manifest)).isInstanceOf(S3Exception.class);
        }
        assertThat(folder.resolve("store/trail/a/c")).doesNotExist();
    }

    /** The store of this test. */
    private final class Store implements ExportConfig.S3 {
        private final String secret;

        Store(String secret) {
            this.secret = secret;
        }

        @Override
        public Optional<String> bucket() {
            return Optional.of("trail");
        }

        @Override
        public Optional<URI> endpoint() {
            return Optional.of(URI.create("http://127.0.0.1:" + port));
        }

        @Override
        public String region() {
            return "us-east-1";
        }

        @Override
        public Optional<String> accessKey() {
            return Optional.of(KEY);
        }

        @Override
        public Optional<String> secretKey() {
            return Optional.of(secret);
        }
    }
}
