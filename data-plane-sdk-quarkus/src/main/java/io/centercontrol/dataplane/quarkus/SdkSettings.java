package io.centercontrol.dataplane.quarkus;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
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

    /** Whom to log in as at the brokers, with SASL/SCRAM-SHA-512. */
    LogIn kafka();

    /** Whom to log in as at the schema registry, with HTTP Basic. */
    LogIn registry();

    /** Both or neither. */
    interface LogIn {
        /** The user; not set for no log-in. */
        Optional<String> user();

        /** The user's password. */
        Optional<String> password();
    }
}
