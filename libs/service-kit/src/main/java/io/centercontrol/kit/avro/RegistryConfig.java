package io.centercontrol.kit.avro;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where contracts are looked up, and where the answers are kept. */
@Singleton
class RegistryConfig {
    private final String url;
    private final String topicPrefix;
    private final Path stateFolder;

    RegistryConfig(
            @ConfigProperty(name = "cc.registry.url") String url,
            @ConfigProperty(name = "cc.topics.prefix") Optional<String> topicPrefix,
            @ConfigProperty(name = "cc.state.dir", defaultValue = "target/state") Path stateFolder) {
        this.url = url;
        this.topicPrefix = topicPrefix.orElse("");
        this.stateFolder = stateFolder;
    }

    /** Root of the registry's Confluent-compatible API. */
    String url() {
        return url;
    }

    /** Stands before every topic and subject, for environments that share a broker. */
    String topicPrefix() {
        return topicPrefix;
    }

    /** Folder for small files that outlive a restart; it may be empty at the start. */
    Path stateFolder() {
        return stateFolder;
    }
}
