package io.centercontrol.kit.health;

import io.centercontrol.kit.avro.AvroWire;
import io.centercontrol.kit.kafka.KafkaAdmin;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.health.Readiness;

/**
 * What every service stands on, each with a check of its own in {@code /q/health/ready}. Liveness knows none of them: a
 * restart of the service does not bring a broker back.
 *
 * <p>Ready means whole. A service can do a part of its work without Kafka or the registry; whoever would rather have that
 * part than another instance's whole names in {@code cc.health.required} only what the service must have.
 */
@Singleton
final class Dependencies {
    private final Set<String> required;

    Dependencies(
            @ConfigProperty(name = "cc.health.required", defaultValue = "postgresql,kafka,schema-registry")
                    Set<String> required) {
        this.required = required;
    }

    @Produces
    @Readiness
    @Singleton
    AsyncHealthCheck postgresql(Pool pool) {
        return check("postgresql", () -> pool.query("select 1").execute());
    }

    @Produces
    @Readiness
    @Singleton
    AsyncHealthCheck kafka(KafkaAdmin admin) {
        var options = new DescribeClusterOptions().timeoutMs((int) Dependency.PATIENCE.toMillis());
        return check(
                "kafka",
                () -> Uni.createFrom()
                        .completionStage(() ->
                                admin.get().describeCluster(options).nodes().toCompletionStage()));
    }

    @Produces
    @Readiness
    @Singleton
    AsyncHealthCheck schemaRegistry(AvroWire wire) {
        return check("schema-registry", wire::reachRegistry);
    }

    private AsyncHealthCheck check(String name, java.util.function.Supplier<Uni<?>> question) {
        var dependency = new Dependency(name, required.contains(name), question);
        return dependency::ask;
    }
}
