package io.centercontrol.benchmarks;

import io.centercontrol.parts.wiring.JsonHttp;
import io.centercontrol.testkit.Backend;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** unleash-server as a process of its own, with a database of its own in the parts' PostgreSQL. */
final class UnleashPeer implements AutoCloseable {
    private static final String ADMIN = "*:*.cc-bench-admin";
    private static final String FRONTEND = "default:development.cc-bench-frontend";
    private static final String FEATURES = "/api/admin/projects/default/features";

    private final JsonHttp http = new JsonHttp();
    private final String database = "unleash_" + UUID.randomUUID().toString().substring(0, 8);
    private final Process server;
    private final String url;

    private UnleashPeer(Path folder) throws IOException {
        int port;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = socket.getLocalPort();
        }
        url = "http://127.0.0.1:" + port;
        var backend = Backend.shared();
        var made = backend.createDatabase(database);
        var log = Files.createTempFile("center-control-bench-unleash-", ".log");
        var builder = new ProcessBuilder(
                        "node",
                        "-e",
                        "require('unleash-server').start({checkVersion: false}).catch(e => {console.error(e);"
                                + " process.exit(1)})")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment()
                .putAll(Map.ofEntries(
                        Map.entry("NODE_ENV", "production"),
                        Map.entry("HTTP_HOST", "127.0.0.1"),
                        Map.entry("HTTP_PORT", Integer.toString(port)),
                        Map.entry("DATABASE_HOST", "127.0.0.1"),
                        Map.entry(
                                "DATABASE_PORT",
                                Integer.toString(backend.addresses().postgres())),
                        Map.entry("DATABASE_NAME", made.name()),
                        Map.entry("DATABASE_USERNAME", made.user()),
                        Map.entry("DATABASE_PASSWORD", made.password()),
                        Map.entry("DATABASE_SSL", "false"),
                        Map.entry("INIT_ADMIN_API_TOKENS", ADMIN),
                        Map.entry("INIT_FRONTEND_API_TOKENS", FRONTEND),
                        Map.entry("SEND_TELEMETRY", "false"),
                        Map.entry("CHECK_VERSION", "false"),
                        Map.entry("LOG_LEVEL", "warn")));
        server = builder.start();
    }

    /** Starts it, and gives it flags like ours. */
    static UnleashPeer start(Path folder, int flags) throws IOException, InterruptedException {
        Suite.say("starting unleash-server");
        var peer = new UnleashPeer(folder);
        peer.awaitReady();
        for (var number = 0; number < flags; number++) {
            peer.make("flag-" + number, number % 2 == 0);
        }
        // It looks for new flags once in a while.
        Thread.sleep(20_000);
        var answer = peer.http.send("GET", peer.url + path(0), null, Map.of("Authorization", FRONTEND));
        if (answer.json().path("toggles").size() < flags / 2) {
            throw new IOException("it does not give its flags: " + answer.text());
        }
        return peer;
    }

    ProcessHandle process() {
        return server.toHandle();
    }

    HttpRequest question(int number) {
        return HttpRequest.newBuilder(URI.create(url + path(number)))
                .header("Authorization", FRONTEND)
                .build();
    }

    private static String path(int number) {
        return "/api/frontend?userId=user-" + number + "&properties%5Bplan%5D=gold";
    }

    private void make(String name, boolean byPlan) throws IOException, InterruptedException {
        ask(FEATURES, Map.of("name", name, "type", "release"));
        var environment = FEATURES + "/" + name + "/environments/development";
        var constraint = Map.of("contextName", "plan", "operator", "IN", "values", List.of("gold"));
        ask(
                environment + "/strategies",
                Map.of(
                        "name",
                        "flexibleRollout",
                        "constraints",
                        byPlan ? List.of(constraint) : List.of(),
                        "parameters",
                        Map.of("rollout", byPlan ? "100" : "10", "stickiness", "userId", "groupId", name)));
        ask(environment + "/on", Map.of());
    }

    private void ask(String path, Map<String, ?> body) throws IOException, InterruptedException {
        var answer = http.send("POST", url + path, body, Map.of("Authorization", ADMIN));
        if (answer.status() >= 300) {
            throw new IOException(path + " answers " + answer.status() + ": " + answer.text());
        }
    }

    private void awaitReady() throws InterruptedException, IOException {
        for (var attempt = 0; attempt < 1_200; attempt++) {
            try {
                if (http.send("GET", url + "/health", null, Map.of()).status() == 200) {
                    return;
                }
            } catch (IOException e) {
                // not yet
            }
            if (!server.isAlive()) {
                throw new IOException("unleash-server does not start");
            }
            Thread.sleep(100);
        }
        throw new IOException("unleash-server is not ready after two minutes");
    }

    @Override
    public void close() throws InterruptedException {
        server.destroy();
        server.waitFor();
        Backend.shared().dropDatabase(database);
    }
}
