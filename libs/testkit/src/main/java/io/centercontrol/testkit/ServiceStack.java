package io.centercontrol.testkit;

import io.centercontrol.parts.HttpUser;
import io.centercontrol.parts.KafkaUser;
import io.centercontrol.parts.Trees;
import io.centercontrol.parts.tokens.Claims;
import io.centercontrol.parts.tokens.SigningKey;
import io.centercontrol.schemas.Access;
import io.centercontrol.schemas.Contract;
import io.centercontrol.schemas.PlatformService;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Prepares the shared parts for the tests of one Quarkus service: a fresh database, a fresh topic prefix with all topics
 * and subjects, a signing key, and a connector as soon as the service's migration has made its publication.
 *
 * <pre>{@code
 * @QuarkusTest
 * @QuarkusTestResource(value = ServiceStack.class, initArgs = @ResourceArg(name = "service", value = "tenant-registry"))
 * class RegisterTenantIT { ... Environment.current() ... }
 * }</pre>
 *
 * <p>Arguments: {@code service} names the database and the connector's template; {@code tenant-services} (default
 * {@code storefront}) are those whose topics exist; {@code connector} (default {@code true}) is {@code false} for a
 * service that has no outbox. The tests of a service that is none of the platform's extend this with its row.
 */
public class ServiceStack implements QuarkusTestResourceLifecycleManager {
    private final List<PlatformService> guests;
    private String service;
    private List<String> tenantServices = List.of("storefront");
    private boolean connected = true;
    private @Nullable Environment environment;
    private @Nullable Path state;
    private @Nullable Thread connecting;

    /** For a service of the platform. */
    public ServiceStack() {
        service = "";
        guests = List.of();
    }

    /**
     * For a service that the platform does not know; it gets its own topics, permissions and connector all the same.
     *
     * @param guest what the platform would know of it
     */
    protected ServiceStack(PlatformService guest) {
        service = guest.name();
        guests = List.of(guest);
    }

    @Override
    public void init(Map<String, String> arguments) {
        service = arguments.getOrDefault("service", service);
        if (service.isEmpty()) {
            throw new IllegalArgumentException("ServiceStack needs the argument 'service'");
        }
        tenantServices =
                List.of(arguments.getOrDefault("tenant-services", "storefront").split(","));
        connected = Boolean.parseBoolean(arguments.getOrDefault("connector", "true"));
    }

    @Override
    public Map<String, String> start() {
        var backend = Backend.shared();
        var id = "t" + UUID.randomUUID().toString().substring(0, 6);
        var access = new Access(id + ".", guests);
        var prepared = new Environment(
                backend.addresses(),
                service,
                access.prefix(),
                id + "_" + service.replace('-', '_'),
                access.connector(service));
        environment = prepared;
        var database = backend.createDatabase(prepared.database());
        var topics = Stream.concat(
                        Contract.topics(tenantServices).stream(),
                        guests.stream().flatMap(guest -> guest.owns().stream()))
                .toList();
        backend.createTopics(topics, prepared.prefix());
        backend.allow(access, tenantServices);
        prepared.makeCurrent();
        if (connected) {
            backend.keepLog(prepared.database());
            connecting =
                    Thread.ofVirtual().name("connect-" + prepared.connector()).start(() -> connect(prepared));
        }
        return configuration(prepared, database);
    }

    @Override
    public void stop() {
        var prepared = environment;
        if (prepared == null) {
            return;
        }
        var thread = connecting;
        if (thread != null) {
            thread.interrupt();
        }
        var backend = Backend.shared();
        if (connected) {
            backend.removeConnector(prepared.connector());
        }
        backend.dropDatabase(prepared.database());
        backend.forget(prepared.access());
        var folder = state;
        if (folder != null) {
            try {
                Trees.delete(folder);
            } catch (IOException e) {
                throw new IllegalStateException("cannot delete " + folder, e);
            }
        }
        environment = null;
    }

    private Map<String, String> configuration(Environment prepared, Backend.Database database) {
        var addresses = prepared.addresses();
        var key = SigningKey.of(addresses.secrets());
        var configuration = new HashMap<String, String>();
        configuration.put("cc.database.host", "127.0.0.1");
        configuration.put("cc.database.port", Integer.toString(addresses.postgres()));
        configuration.put("cc.database.name", database.name());
        configuration.put("cc.database.user", database.user());
        configuration.put("cc.database.password", database.password());
        configuration.put("cc.kafka.bootstrap", addresses.bootstrap());
        configuration.putAll(logIns(prepared));
        configuration.put("cc.registry.url", addresses.registryUrl());
        configuration.put("cc.topics.prefix", prepared.prefix());
        configuration.put("cc.state.dir", stateFolder().toString());
        configuration.put("quarkus.oidc.public-key", key.publicText());
        configuration.put("quarkus.oidc.token.issuer", Claims.ISSUER);
        configuration.put("quarkus.oidc.token.audience", Claims.AUDIENCE);
        // A test that waits for a digest waits for two looks.
        configuration.put("cc.digests.look", "1S");
        configuration.put("cc.trail.patience", "1S");
        // A test that waits for what is counted together waits for two of these.
        configuration.put("cc.audit.refusals-within", "1S");
        // Tests turn clocks, and write into databases by hand: nobody tells the service that something is due.
        configuration.put("cc.rounds.rest", "PT0.2S");
        // A service that ends waits for the fetches that wait.
        configuration.put("kafka.fetch.max.wait.ms", "500");
        configuration.put("quarkus.http.test-port", "0");
        configuration.put("quarkus.devservices.enabled", "false");
        return configuration;
    }

    /** The service logs in as itself, so that what its ACLs forget fails its tests. */
    private Map<String, String> logIns(Environment prepared) {
        var isPlatform = Access.services().contains(service) || !guests.isEmpty();
        var logIns = new HashMap<String, String>();
        if (isPlatform) {
            logIns.putAll(logIns(prepared, "cc.", prepared.access().serviceUser(service)));
        }
        if (!isPlatform || PlatformService.followingServices().contains(service)) {
            logIns.putAll(logIns(prepared, "cc.sdk.", prepared.access().tenantServiceUser(service)));
        }
        var onboarding =
                KafkaUser.of(prepared.addresses().secrets(), prepared.access().onboardingUser());
        var onboardingSchemas =
                HttpUser.ofRegistryOnboarding(prepared.addresses().secrets());
        if (service.equals("provisioning-service")) {
            logIns.put("cc.onboarding.kafka.user", onboarding.name());
            logIns.put("cc.onboarding.kafka.password", onboarding.password());
            logIns.put("cc.onboarding.registry.user", onboardingSchemas.name());
            logIns.put("cc.onboarding.registry.password", onboardingSchemas.password());
        }
        return logIns;
    }

    private static Map<String, String> logIns(Environment prepared, String beginning, String name) {
        var user = KafkaUser.of(prepared.addresses().secrets(), name);
        var reader = HttpUser.ofRegistryReader(prepared.addresses().secrets());
        return Map.of(
                beginning + "kafka.user", user.name(),
                beginning + "kafka.password", user.password(),
                beginning + "registry.user", reader.name(),
                beginning + "registry.password", reader.password());
    }

    private Path stateFolder() {
        try {
            var folder = Files.createTempDirectory("center-control-state");
            state = folder;
            return folder;
        } catch (IOException e) {
            throw new IllegalStateException("no folder for the service's state", e);
        }
    }

    private static void connect(Environment prepared) {
        var backend = EmbeddedBackend.at(prepared.addresses());
        try {
            while (!backend.hasPublication(prepared.database())) {
                Thread.sleep(100);
            }
            backend.addConnector(prepared.service(), prepared.access(), prepared.database());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IllegalStateException e) {
            if (!Thread.currentThread().isInterrupted()) {
                e.printStackTrace();
            }
        }
    }
}
