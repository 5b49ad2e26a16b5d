package io.centercontrol.local.services;

import io.centercontrol.schemas.PlatformService;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A Quarkus service of the stack.
 *
 * @param name unique; names its log, its folder and its line in the status
 * @param module folder below the repository's root that it is built in
 * @param port its HTTP port, before any offset
 * @param database its database and the role that owns it; instances of one service share it
 * @param outbox whether a connector carries its outbox; the template is {@code deploy/connect/outbox.json}
 * @param grpc its gRPC port, before any offset; 0 for none
 * @param megabytes its largest heap
 * @param environment what this service is told beyond what every service is told
 */
public record Service(
        String name,
        String module,
        int port,
        String database,
        boolean outbox,
        int grpc,
        int megabytes,
        Map<String, String> environment) {
    public Service {
        environment = Map.copyOf(environment);
    }

    /** A service of the control plane: its module and database are called as it is, and it has an outbox. */
    static Service controlPlane(PlatformService row) {
        var name = row.name();
        return new Service(name, name, row.httpPort(), name.replace('-', '_'), true, row.grpcPort(), 128, Map.of());
    }

    /** One instance of a tenant service; it has no outbox, its SDK writes to its own topics. */
    static Service tenantService(String name, String module, int port, String key) {
        return new Service(name, module, port, key.replace('-', '_'), false, 0, 128, Map.of("CC_SDK_SERVICE", key));
    }

    /** Key of the tenant service that this is an instance of; null for a service of the control plane. */
    @Nullable
    String tenantService() {
        return environment.get("CC_SDK_SERVICE");
    }

    /** The same service, told one thing more. */
    Service told(String variable, String value) {
        var more = new TreeMap<>(environment);
        more.put(variable, value);
        return new Service(name, module, port, database, outbox, grpc, megabytes, more);
    }
}
