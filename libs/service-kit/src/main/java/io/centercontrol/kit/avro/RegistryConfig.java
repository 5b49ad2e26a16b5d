package io.centercontrol.kit.avro;

import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Where contracts are looked up, and where the answers are kept. */
@Singleton
class RegistryConfig {
    private final String url;
    private final Optional<String> authorization;
    private final String topicPrefix;
    private final Path stateFolder;

    RegistryConfig(
            @ConfigProperty(name = "cc.registry.url") String url,
            @ConfigProperty(name = "cc.registry.user") Optional<String> user,
            @ConfigProperty(name = "cc.registry.password") Optional<String> password,
            @ConfigProperty(name = "cc.topics.prefix") Optional<String> topicPrefix,
            @ConfigProperty(name = "cc.state.dir", defaultValue = "target/state") Path stateFolder) {
        if (user.isPresent() != password.isPresent()) {
            throw new IllegalArgumentException("set both cc.registry.user and cc.registry.password, or neither");
        }
        this.url = url;
        this.authorization = user.map(name -> basic(name, password.orElseThrow()));
        this.topicPrefix = topicPrefix.orElse("");
        this.stateFolder = stateFolder;
    }

    /** Root of the registry's Confluent-compatible API. */
    String url() {
        return url;
    }

    /** The header {@code Authorization} that logs in (HTTP Basic); empty when no user is set. */
    Optional<String> authorization() {
        return authorization;
    }

    /** Stands before every topic and subject, for environments that share a broker. */
    String topicPrefix() {
        return topicPrefix;
    }

    /** Folder for small files that outlive a restart; it may be empty at the start. */
    Path stateFolder() {
        return stateFolder;
    }

    private static String basic(String user, String password) {
        var pair = user + ":" + password;
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    }
}
