package io.centercontrol.benchmarks;

import io.centercontrol.dataplane.Credentials;
import io.centercontrol.dataplane.DataPlaneConfig;
import io.centercontrol.parts.HttpUser;
import io.centercontrol.parts.Jvm;
import io.centercontrol.parts.KafkaUser;
import io.centercontrol.parts.PartsHome;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.parts.wiring.JsonHttp;
import io.centercontrol.testkit.Environment;
import io.centercontrol.testkit.ServiceStack;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The path of a change without what a benchmark does not need: PostgreSQL, Kafka, Connect and the schema registry, and one
 * service as a process of its own, the tenant registry if nothing else is said. No tenant service is required.
 */
final class Suite implements AutoCloseable {
    private static final String TENANT_SERVICE = "storefront";
    private static final String TENANT_REGISTRY = "tenant-registry";
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final JsonHttp http = new JsonHttp();
    private final ServiceStack stack = new ServiceStack();
    private final Map<String, String> configuration;
    private final List<Process> processes = new ArrayList<>();
    private final String service;
    private String url = "";
    private String authorization = "";

    private Suite(String service) {
        this.service = service;
        stack.init(Map.of("service", service, "tenant-services", TENANT_SERVICE));
        configuration = stack.start();
    }

    /** The parts alone. */
    static Suite parts() {
        return parts(TENANT_REGISTRY);
    }

    static Suite parts(String service) {
        say("starting the parts");
        return new Suite(service);
    }

    /** The parts and a running tenant registry whose outbox is carried to Kafka. */
    static Suite whole() throws IOException, InterruptedException {
        return whole(TENANT_REGISTRY);
    }

    /** The parts and a running service whose outbox is carried to Kafka. */
    static Suite whole(String service) throws IOException, InterruptedException {
        var suite = parts(service);
        say("starting the " + service);
        suite.start(List.of());
        suite.environment().awaitConnected();
        return suite;
    }

    static void say(String what) {
        System.out.println("... " + what);
    }

    Environment environment() {
        return Environment.current();
    }

    /** Settings that every Kafka client of a benchmark begins with. */
    Map<String, Object> kafka() {
        return environment().kafkaProperties();
    }

    /** What an instance of the tenant service begins with, logged in as what it is. */
    DataPlaneConfig.Builder dataPlane(Path folder) {
        var environment = environment();
        var addresses = environment.addresses();
        var user = KafkaUser.of(addresses.secrets(), environment.access().tenantServiceUser(TENANT_SERVICE));
        var reader = HttpUser.ofRegistryReader(addresses.secrets());
        return DataPlaneConfig.forService(TENANT_SERVICE)
                .kafkaBootstrap(addresses.bootstrap())
                .kafkaCredentials(new Credentials(user.name(), user.password()))
                .registry(URI.create(addresses.registryUrl()))
                .registryCredentials(new Credentials(reader.name(), reader.password()))
                .topicsPrefix(environment.prefix())
                .stateFolder(folder);
    }

    /** Of the database's owner. */
    String password() {
        return configuration.getOrDefault("cc.database.password", "");
    }

    /** Starts the service with further options of its JVM, and returns when it is ready. */
    Process start(List<String> options) throws IOException, InterruptedException {
        var port = unusedPort();
        var own = new HashMap<>(configuration);
        own.put("quarkus.http.port", Integer.toString(port));
        // One client asks in the name of many here.
        for (var allowance : List.of("per-caller", "per-address")) {
            own.put("cc.http.rate-limits." + allowance + ".per-second", "1000000");
            own.put("cc.http.rate-limits." + allowance + ".burst", "1000000");
        }
        own.put("cc.ofrep.per-key-per-second", "1000000");
        var command = new ArrayList<String>();
        command.add(Jvm.java());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC"));
        command.addAll(options);
        command.addAll(List.of(
                "-jar",
                PartsHome.locate()
                        .root()
                        .resolve(service + "/target/quarkus-app/quarkus-run.jar")
                        .toString()));
        var log = Files.createTempFile("center-control-bench-", ".log");
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        // By the environment, since anybody on the machine can read a process's arguments.
        own.forEach((name, value) ->
                builder.environment().put(name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT), value));
        var process = builder.start();
        processes.add(process);
        url = "http://127.0.0.1:" + port;
        awaitReady(process, log);
        authorization = "Bearer " + environment().tokens().of(Role.PLATFORM_ADMIN);
        return process;
    }

    private void awaitReady(Process process, Path log) throws IOException, InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                throw new IOException("the " + service + " does not start; see " + log);
            }
            try {
                if (http.send("GET", url + "/q/health/ready", null, Map.of()).status() == 200) {
                    return;
                }
            } catch (IOException e) {
                // not yet
            }
            Thread.sleep(20);
        }
    }

    /** The service that was started last. */
    ProcessHandle process() {
        return processes.getLast().toHandle();
    }

    /** Where it answers. */
    String url() {
        return url;
    }

    /** Asks the service as an administrator. */
    JsonHttp.Answer ask(String method, String path, @Nullable Object body, Map<String, String> more)
            throws IOException, InterruptedException {
        var all = new HashMap<>(more);
        all.put("Authorization", authorization);
        return http.send(method, url + path, body, all);
    }

    /** Registers a tenant with a slug of its own; the answer is the tenant. */
    JsonHttp.Answer register(String slug) throws IOException, InterruptedException {
        var answer = ask("POST", "/api/v1/tenants", Map.of("slug", slug, "name", "Shop " + slug), Map.of());
        if (answer.status() != 201) {
            throw new IOException("registering answers " + answer.status() + ": " + answer.text());
        }
        return answer;
    }

    /** A slug that nobody has. */
    static String newSlug() {
        return "b-" + UUID.randomUUID().toString().replace("-", "").substring(0, 20);
    }

    private static int unusedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        for (var process : processes) {
            process.destroy();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        stack.stop();
    }
}
