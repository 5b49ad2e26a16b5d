package io.centercontrol.local.services;

import io.centercontrol.parts.Folders;
import io.centercontrol.parts.HttpUser;
import io.centercontrol.parts.Jvm;
import io.centercontrol.parts.KafkaUser;
import io.centercontrol.parts.Launch;
import io.centercontrol.parts.Part;
import io.centercontrol.parts.Probe;
import io.centercontrol.parts.Routes;
import io.centercontrol.parts.Secrets;
import io.centercontrol.parts.Settings;
import io.centercontrol.parts.tokens.Claims;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.parts.tokens.SigningKey;
import io.centercontrol.parts.tokens.TokenIssuer;
import io.centercontrol.parts.wiring.Addresses;
import io.centercontrol.schemas.PlatformService;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A service as a process. All that it is told comes by its environment, as it would in a container. */
final class ServicePart implements Part {
    /** A token is made anew with each start; nobody runs a local stack for longer. */
    private static final Duration TOKEN_HOLDS = Duration.ofDays(90);

    private final Folders folders;
    private final Addresses addresses;
    private final Service service;
    private final int offset;
    private final Routes routes;
    private final Apps apps;

    ServicePart(Folders folders, Addresses addresses, Service service, int offset, Routes routes, Apps apps) {
        this.folders = folders;
        this.addresses = addresses;
        this.service = service;
        this.offset = offset;
        this.routes = routes;
        this.apps = apps;
    }

    @Override
    public String name() {
        return service.name();
    }

    @Override
    public Map<String, Integer> ports() {
        return service.grpc() == 0 ? Map.of("http", port()) : Map.of("http", port(), "grpc", service.grpc() + offset);
    }

    @Override
    public Launch launch() throws IOException {
        var jar = apps.folder(service).resolve("quarkus-run.jar");
        if (!Files.exists(jar)) {
            throw new IOException(service.name() + " is not built: " + jar + " is missing");
        }
        Files.createDirectories(folders.data(service.name()));
        return Launch.of(Jvm.jar(service.megabytes(), List.of(), jar), environment());
    }

    @Override
    public boolean ready() {
        return Probe.answers(port(), "/q/health/ready");
    }

    private int port() {
        return service.port() + offset;
    }

    private Map<String, String> environment() throws IOException {
        var secrets = new Secrets(folders.secrets());
        var environment = new TreeMap<>(Jvm.ENVIRONMENT);
        environment.put("QUARKUS_HTTP_HOST", Addresses.HOST);
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(port()));
        environment.put("CC_DATABASE_HOST", Addresses.HOST);
        environment.put("CC_DATABASE_PORT", Integer.toString(routes.postgres(service.name())));
        environment.put("CC_DATABASE_NAME", service.database());
        environment.put("CC_DATABASE_USER", service.database());
        environment.put("CC_DATABASE_PASSWORD", secrets.password(service.database()));
        environment.put("CC_KAFKA_BOOTSTRAP", Addresses.HOST + ":" + routes.kafka(service.name()));
        environment.put("CC_REGISTRY_URL", addresses.registryUrl());
        environment.put("CC_PROVISIONING_URL", PlatformStack.url("provisioning-service", offset));
        environment.put("CC_STATE_DIR", folders.data(service.name()).toString());
        environment.put(
                "QUARKUS_OIDC_PUBLIC_KEY", SigningKey.of(folders.secrets()).publicText());
        environment.put("QUARKUS_OIDC_TOKEN_ISSUER", Claims.ISSUER);
        environment.put("QUARKUS_OIDC_TOKEN_AUDIENCE", Claims.AUDIENCE);
        if (service.grpc() != 0) {
            environment.put("QUARKUS_GRPC_SERVER_HOST", Addresses.HOST);
            environment.put("QUARKUS_GRPC_SERVER_PORT", Integer.toString(service.grpc() + offset));
        }
        environment.putAll(logIns());
        if (service.name().equals("provisioning-service")) {
            environment.putAll(onboarding());
        }
        if (service.tenantService() != null) {
            environment.putAll(
                    handOver(service.tenantService(), "CC_SDK_CONTROL_PLANE_URL", "CC_SDK_CONTROL_PLANE_TOKEN_FILE"));
        }
        if (PlatformService.reporting().contains(service.name())) {
            environment.putAll(handOver(service.name(), "CC_EXPORTS_URL", "CC_EXPORTS_TOKEN_FILE"));
        }
        environment.putAll(service.environment());
        return environment;
    }

    /** Whom it is to the broker and to the registry. */
    private Map<String, String> logIns() {
        var key = service.tenantService();
        if (key != null) {
            return logIns("CC_SDK_", Services.ACCESS.tenantServiceUser(key));
        }
        var all = new TreeMap<>(logIns("CC_", Services.ACCESS.serviceUser(service.name())));
        if (PlatformService.followingServices().contains(service.name())) {
            all.putAll(logIns("CC_SDK_", Services.ACCESS.tenantServiceUser(service.name())));
        }
        return all;
    }

    private Map<String, String> logIns(String beginning, String name) {
        var user = KafkaUser.of(folders.secrets(), name);
        var reader = HttpUser.ofRegistryReader(folders.secrets());
        return Map.of(
                beginning + "KAFKA_USER", user.name(),
                beginning + "KAFKA_PASSWORD", user.password(),
                beginning + "REGISTRY_USER", reader.name(),
                beginning + "REGISTRY_PASSWORD", reader.password());
    }

    /** Where a service hands the exports of its tenants over, and the token that says which one it is. */
    private Map<String, String> handOver(String key, String urlVariable, String tokenVariable) throws IOException {
        var claims = Claims.of(Role.TENANT_SERVICE, service.name())
                .withTtl(TOKEN_HOLDS)
                .withTenantService(key);
        var token = new TokenIssuer(SigningKey.of(folders.secrets()), Clock.systemUTC()).issue(claims);
        var file = Settings.write(folders.secrets().resolve(service.name() + ".token"), token);
        return Map.of(urlVariable, PlatformStack.url("provisioning-service", offset), tokenVariable, file.toString());
    }

    /** Whom the one service that onboards tenant services is while it does so. */
    private Map<String, String> onboarding() {
        var kafka = KafkaUser.of(folders.secrets(), Services.ACCESS.onboardingUser());
        var registry = HttpUser.ofRegistryOnboarding(folders.secrets());
        return Map.of(
                "CC_ONBOARDING_KAFKA_USER", kafka.name(),
                "CC_ONBOARDING_KAFKA_PASSWORD", kafka.password(),
                "CC_ONBOARDING_REGISTRY_USER", registry.name(),
                "CC_ONBOARDING_REGISTRY_PASSWORD", registry.password());
    }
}
