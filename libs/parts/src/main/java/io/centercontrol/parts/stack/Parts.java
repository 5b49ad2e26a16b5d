package io.centercontrol.parts.stack;

import io.centercontrol.parts.Connect;
import io.centercontrol.parts.Folders;
import io.centercontrol.parts.Kafka;
import io.centercontrol.parts.PartsHome;
import io.centercontrol.parts.Ports;
import io.centercontrol.parts.Postgres;
import io.centercontrol.parts.Registry;
import io.centercontrol.parts.Routes;
import io.centercontrol.parts.wiring.Addresses;
import io.centercontrol.parts.wiring.Databases;
import io.centercontrol.parts.wiring.JsonHttp;
import io.centercontrol.parts.wiring.Permissions;
import io.centercontrol.parts.wiring.Subjects;
import java.util.List;

/** The nodes that every stack has: the four parts and what makes the registry usable. */
public final class Parts {
    public static final String POSTGRES = "postgres";
    public static final String KAFKA = "kafka";
    public static final String CONNECT = Connect.NAME;
    public static final String REGISTRY = "registry";
    /** The registry is up and refuses incompatible schemas. */
    public static final String REGISTRY_RULES = "registry rules";

    private Parts() {}

    /** In any order; a stack sorts them by need. */
    public static List<Node> nodes(PartsHome home, Folders folders, Ports ports) {
        return nodes(home, folders, ports, Routes.straight(ports));
    }

    /** The same, with processes that reach each other by other ways. */
    public static List<Node> nodes(PartsHome home, Folders folders, Ports ports, Routes routes) {
        var addresses = Addresses.of(ports, folders.secrets());
        return List.of(
                new Node.Run(new Postgres(home, folders, ports.postgres()), List.of()),
                new Node.Run(new Kafka(home, folders, ports, routes.listeners()), List.of()),
                new Node.Step("connect user", List.of(KAFKA), () -> {
                    try (var permissions = new Permissions(addresses)) {
                        permissions.applyConnect();
                    }
                }),
                new Node.Run(new Connect(home, folders, ports, routes), List.of("connect user")),
                new Node.Step(
                        "registry database",
                        List.of(POSTGRES),
                        () -> new Databases(addresses).create(Registry.DATABASE)),
                new Node.Run(new Registry(home, folders, ports), List.of("registry database")),
                new Node.Step(
                        REGISTRY_RULES,
                        List.of(REGISTRY),
                        () -> new Subjects(addresses, new JsonHttp()).demandCompatibility()));
    }
}
