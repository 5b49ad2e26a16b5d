package io.centercontrol.dataplane.quarkus;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Settings of the SDK. The addresses are shared with the rest of the platform: {@code cc.kafka.bootstrap}, {@code
 * cc.registry.url}, {@code cc.topics.prefix}, and {@code cc.state.dir} for the instance's own folder.
 */
@ConfigMapping(prefix = "cc.sdk")
public interface SdkSettings {
    /** Key of the tenant service; all its instances share it. */
    String service();

    /** Refuse log-ins and orders after so long without having reached the end of the log; not set for never. */
    Optional<Duration> lease();

    /** Say STALE after so long without having reached the end of the log. */
    @WithDefault("5s")
    Duration staleAfter();

    /** How many provisioning handlers may run at once in this instance. */
    @WithDefault("8")
    int parallelHandlers();

    /**
     * Host names under which the service itself is reached, and which thus name no tenant; {@code localhost} and IP
     * addresses never name one. A request to any other host must be to a tenant's.
     */
    Optional<Set<String>> neutralHosts();

    /** Most stores of a tenant for as long as the platform's own limit was never heard. */
    @WithDefault("1")
    long mostStoresUntilHeard();

    /** Keys of the audit trail's log, as C2SP vkeys; not set for those of the first checkpoint that is heard. */
    Optional<List<String>> auditLogKeys();

    /** Key of the meter by which each request that is a tenant's is counted; not set for none. */
    Optional<String> callsMeter();

    /** How much usage may wait in the state folder while the brokers take none, in bytes. */
    @WithDefault("67108864")
    long mostUsageBytes();

    /** Whom to log in as at the brokers, and how. */
    Kafka kafka();

    /** Whom to log in as at the schema registry. */
    Registry registry();

    /** Where exports are handed over. */
    ControlPlane controlPlane();

    /** SASL/SCRAM-SHA-512, over SASL_PLAINTEXT unless another protocol is set. */
    interface Kafka {
        /** The user; not set for no log-in. */
        Optional<String> user();

        /** The user's password. */
        Optional<String> password();

        /** Kafka's {@code security.protocol}: SSL or SASL_SSL for TLS. */
        Optional<String> securityProtocol();

        /** Further settings of all Kafka clients, in Kafka's own names. */
        Map<String, String> properties();
    }

    /** HTTP Basic. */
    interface Registry {
        /** The user; not set for no log-in. */
        Optional<String> user();

        /** The user's password. */
        Optional<String> password();
    }

    /** Both or neither. */
    interface ControlPlane {
        /** Base address of provisioning-service. */
        Optional<URI> url();

        /** File with the bearer token; read anew each time. */
        Optional<Path> tokenFile();
    }
}
