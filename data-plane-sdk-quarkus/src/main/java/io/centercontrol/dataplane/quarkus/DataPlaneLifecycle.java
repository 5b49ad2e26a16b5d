package io.centercontrol.dataplane.quarkus;

import io.centercontrol.dataplane.ControlPlane;
import io.centercontrol.dataplane.Credentials;
import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.DataPlaneConfig;
import io.centercontrol.dataplane.ProvisioningHandler;
import io.quarkus.arc.DefaultBean;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/**
 * Makes the application's {@link DataPlane} before the first request, and closes it in an orderly way. A test replaces it
 * by producing its own, for example an {@link io.centercontrol.dataplane.testing.InMemoryDataPlane}.
 */
@Singleton
final class DataPlaneLifecycle {
    private final SdkSettings settings;
    private final String bootstrap;
    private final URI registry;
    private final String prefix;
    private final Optional<Path> folder;

    DataPlaneLifecycle(
            SdkSettings settings,
            @ConfigProperty(name = "cc.kafka.bootstrap", defaultValue = "127.0.0.1:19092") String bootstrap,
            @ConfigProperty(name = "cc.registry.url", defaultValue = "http://127.0.0.1:18081/apis/ccompat/v7")
                    URI registry,
            @ConfigProperty(name = "cc.topics.prefix", defaultValue = "") Optional<String> prefix,
            @ConfigProperty(name = "cc.state.dir") Optional<Path> folder) {
        this.settings = settings;
        this.bootstrap = bootstrap;
        this.registry = registry;
        this.prefix = prefix.orElse("");
        this.folder = folder;
    }

    @Produces
    @Singleton
    @DefaultBean
    DataPlane dataPlane(Instance<ProvisioningHandler> handlers) {
        var config = DataPlaneConfig.forService(settings.service())
                .kafkaBootstrap(bootstrap)
                .registry(registry)
                .topicsPrefix(prefix)
                .stateFolder(folder.orElseThrow(
                        () -> new IllegalStateException("Set cc.state.dir to a folder of this instance's own.")))
                .lease(settings.lease().orElse(null))
                .staleAfter(settings.staleAfter())
                .parallelHandlers(settings.parallelHandlers())
                .mostStoresUntilHeard(settings.mostStoresUntilHeard())
                .mostUsageBytes(settings.mostUsageBytes())
                .auditLogKeys(settings.auditLogKeys().orElse(List.of()))
                .kafkaCredentials(credentials(
                        "cc.sdk.kafka",
                        settings.kafka().user(),
                        settings.kafka().password()))
                .kafka(kafka())
                .registryCredentials(credentials(
                        "cc.sdk.registry",
                        settings.registry().user(),
                        settings.registry().password()))
                .controlPlane(controlPlane())
                .build();
        return handlers.isUnsatisfied() ? DataPlane.start(config) : DataPlane.start(config, handlers.get());
    }

    private Map<String, String> kafka() {
        var all = new HashMap<>(settings.kafka().properties());
        settings.kafka().securityProtocol().ifPresent(protocol -> all.put("security.protocol", protocol));
        return all;
    }

    private @Nullable ControlPlane controlPlane() {
        var url = settings.controlPlane().url();
        var tokenFile = settings.controlPlane().tokenFile();
        if (url.isPresent() != tokenFile.isPresent()) {
            throw new IllegalStateException(
                    "Set both cc.sdk.control-plane.url and cc.sdk.control-plane.token-file, or neither.");
        }
        return url.isPresent() ? new ControlPlane(url.get(), tokenFile.orElseThrow()) : null;
    }

    private static @Nullable Credentials credentials(String where, Optional<String> user, Optional<String> password) {
        if (user.isPresent() != password.isPresent()) {
            throw new IllegalStateException("Set both " + where + ".user and " + where + ".password, or neither.");
        }
        return user.isPresent() ? new Credentials(user.get(), password.orElseThrow()) : null;
    }

    void close(@Disposes DataPlane plane) {
        plane.close();
    }

    /** Singletons are made when they are first used: the copy should not wait for the first request. */
    void start(@Observes StartupEvent event, DataPlane plane) {
        plane.status();
    }
}
