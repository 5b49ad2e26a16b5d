package io.centercontrol.flags.serving;

import io.centercontrol.dataplane.Credentials;
import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.DataPlaneConfig;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Makes this instance's copy of tenants, entitlements and flags. It is one more instance to the propagation ledger: a change
 * that is effective everywhere is effective here too, for clients of every protocol.
 */
@Singleton
final class Following {
    @Produces
    @Singleton
    DataPlane dataPlane(
            @ConfigProperty(name = "quarkus.application.name") String service,
            @ConfigProperty(name = "cc.kafka.bootstrap") String bootstrap,
            @ConfigProperty(name = "cc.registry.url") URI registry,
            @ConfigProperty(name = "cc.topics.prefix") Optional<String> prefix,
            @ConfigProperty(name = "cc.state.dir") Path folder,
            @ConfigProperty(name = "cc.sdk.kafka.user") Optional<String> user,
            @ConfigProperty(name = "cc.sdk.kafka.password") Optional<String> password,
            @ConfigProperty(name = "cc.sdk.registry.user") Optional<String> registryUser,
            @ConfigProperty(name = "cc.sdk.registry.password") Optional<String> registryPassword) {
        return DataPlane.start(DataPlaneConfig.forService(service)
                .kafkaBootstrap(bootstrap)
                .registry(registry)
                .topicsPrefix(prefix.orElse(""))
                .stateFolder(folder.resolve("copy"))
                .kafkaCredentials(credentials(user, password))
                .registryCredentials(credentials(registryUser, registryPassword))
                .build());
    }

    private static @Nullable Credentials credentials(Optional<String> user, Optional<String> password) {
        return user.isEmpty() ? null : new Credentials(user.get(), password.orElse(""));
    }

    void close(@Disposes DataPlane plane) {
        plane.close();
    }

    /** Singletons are made when they are first used: the copy should not wait for the first question. */
    void start(@Observes StartupEvent event, DataPlane plane) {
        plane.status();
    }
}
