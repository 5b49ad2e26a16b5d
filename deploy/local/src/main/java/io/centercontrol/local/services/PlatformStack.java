package io.centercontrol.local.services;

import io.centercontrol.local.page.ApiPage;
import io.centercontrol.parts.Connect;
import io.centercontrol.parts.Folders;
import io.centercontrol.parts.PartsHome;
import io.centercontrol.parts.Ports;
import io.centercontrol.parts.Routes;
import io.centercontrol.parts.Secrets;
import io.centercontrol.parts.stack.Node;
import io.centercontrol.parts.stack.Parts;
import io.centercontrol.parts.tokens.Claims;
import io.centercontrol.parts.tokens.Role;
import io.centercontrol.parts.tokens.SigningKey;
import io.centercontrol.parts.tokens.TokenIssuer;
import io.centercontrol.parts.wiring.Addresses;
import io.centercontrol.parts.wiring.Connectors;
import io.centercontrol.parts.wiring.Databases;
import io.centercontrol.parts.wiring.JsonHttp;
import io.centercontrol.parts.wiring.Permissions;
import io.centercontrol.parts.wiring.Subjects;
import io.centercontrol.parts.wiring.Topics;
import io.centercontrol.schemas.PlatformService;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Parts and services together, with the steps between them. */
public final class PlatformStack {
    private final PartsHome home;
    private final Folders folders;
    private final int offset;
    private final Ports ports;
    private final Addresses addresses;
    private final Routes routes;
    private final Apps apps;
    private final JsonHttp http = new JsonHttp();

    /** @param offset what every port is moved by */
    public PlatformStack(PartsHome home, Folders folders, int offset) {
        this(home, folders, offset, Routes.straight(Ports.standard(offset)), Apps.built(home));
    }

    /** The same, with processes that reach each other by other ways, or that are started from other folders. */
    public PlatformStack(PartsHome home, Folders folders, int offset, Routes routes, Apps apps) {
        this.home = home;
        this.folders = folders;
        this.offset = offset;
        this.ports = Ports.standard(offset);
        this.addresses = Addresses.of(ports, folders.secrets());
        this.routes = routes;
        this.apps = apps;
    }

    public Addresses addresses() {
        return addresses;
    }

    /** Where a service answers. */
    public static String url(String service, int offset) {
        return "http://" + Addresses.HOST + ":" + (Services.named(service).port() + offset);
    }

    public Connectors connectors() {
        return new Connectors(addresses, routes.postgres(Connect.NAME), home.connectors(), http);
    }

    /**
     * Opens the page of the APIs of all services of the control plane.
     *
     * @throws IOException when its port is taken
     */
    public ApiPage page() throws IOException {
        var services = PlatformService.ALL.stream()
                .map(PlatformService::name)
                .collect(Collectors.toMap(
                        name -> name, name -> Services.named(name).port() + offset));
        return new ApiPage(ApiPage.PORT + offset, services, () -> token(Role.PLATFORM_VIEWER));
    }

    private String token(Role role) {
        return new TokenIssuer(SigningKey.of(folders.secrets()), Clock.systemUTC())
                .issue(Claims.of(role, "center-control"));
    }

    /** Everything that {@code up} brings up. */
    public List<Node> nodes() {
        var nodes = new ArrayList<>(Parts.nodes(home, folders, ports, routes));
        nodes.add(new Node.Step("secrets", List.of(), this::makeSecrets));
        nodes.add(new Node.Step("databases", List.of(Parts.POSTGRES, "registry database"), this::createDatabases));
        nodes.add(new Node.Step("topics", List.of(Parts.KAFKA), this::createTopics));
        nodes.add(new Node.Step("users", List.of(Parts.KAFKA, "secrets"), this::applyAccess));
        nodes.add(new Node.Step("schemas", List.of(Parts.REGISTRY_RULES), this::registerSchemas));
        for (var service : Services.ALL) {
            nodes.add(new Node.Run(
                    new ServicePart(folders, addresses, service, offset, routes, apps),
                    List.of("secrets", "databases", "topics", "users", "schemas")));
            if (service.outbox()) {
                nodes.add(new Node.Step(
                        connector(service), List.of(Parts.CONNECT, service.name()), () -> connect(service)));
            }
        }
        for (var tenantService : Services.TENANT_SERVICES) {
            nodes.add(new Node.Step(
                    "tenant service " + tenantService.key(),
                    List.of(connector(Services.named("provisioning-service"))),
                    () -> makeKnown(tenantService)));
        }
        return nodes;
    }

    private static String connector(Service service) {
        return "connector " + service.name();
    }

    // Made before anybody needs them, so that no two processes make the same one.
    private void makeSecrets() {
        SigningKey.of(folders.secrets());
        Services.ALL.forEach(service -> new Secrets(folders.secrets()).password(service.database()));
    }

    private void createDatabases() throws Exception {
        var databases = new Databases(addresses);
        var names = new LinkedHashSet<String>();
        Services.ALL.forEach(service -> names.add(service.database()));
        for (var name : names) {
            databases.create(name);
        }
        for (var service : Services.ALL) {
            if (service.outbox()) {
                databases.keepLog(service.database());
            }
        }
    }

    private void createTopics() throws IOException, InterruptedException {
        try (var topics = new Topics(addresses)) {
            topics.create(Services.topics(), "");
        }
    }

    private void applyAccess() throws IOException, InterruptedException {
        try (var permissions = new Permissions(addresses)) {
            permissions.apply(Services.ACCESS, Services.tenantServiceKeys());
        }
    }

    private void registerSchemas() throws IOException, InterruptedException {
        new Subjects(addresses, http).register(Services.topics(), "");
    }

    private void connect(Service service) throws Exception {
        connectors().put(service.name(), Services.ACCESS, service.database());
        connectors().awaitRunning(service.name());
        var databases = new Databases(addresses);
        for (var attempt = 0; !databases.isStreamed(service.database()); attempt++) {
            if (attempt == 600) {
                throw new IOException("the connector does not read the log after a minute");
            }
            Thread.sleep(100);
        }
    }

    private void makeKnown(Services.TenantService service) throws IOException, InterruptedException {
        var token = token(Role.PLATFORM_ADMIN);
        var answer = http.send(
                "PUT",
                url("provisioning-service", offset) + "/api/v1/tenant-services/" + service.key(),
                Map.of("name", service.name(), "required", service.required(), "reason", "part of the local stack"),
                Map.of("Authorization", "Bearer " + token, "If-None-Match", "*"));
        // 412: it is known already, perhaps with other settings by now; those are not ours to change.
        if (answer.status() >= 300 && answer.status() != 412) {
            throw new IOException("provisioning-service answered " + answer.status() + ": " + answer.text());
        }
    }
}
