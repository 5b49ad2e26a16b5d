package io.centercontrol.kit.kafka;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.PropertiesConfigSource;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.jspecify.annotations.Nullable;

/**
 * Kafka's own settings for {@code cc.kafka.user} and {@code cc.kafka.password}: SCRAM-SHA-512 over SASL_PLAINTEXT, or over
 * what {@code kafka.security.protocol} says. Without a user there are none, and clients do not log in.
 */
public final class KafkaLogin implements ConfigSourceFactory {
    /** Above the kit's defaults and below everything else. */
    private static final int ORDINAL = 101;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        var user = value(context, "cc.kafka.user");
        if (user == null) {
            return List.of();
        }
        var password = value(context, "cc.kafka.password");
        if (password == null) {
            throw new IllegalStateException("cc.kafka.user is set, and cc.kafka.password is not");
        }
        return List.of(new PropertiesConfigSource(
                Map.of(
                        "kafka.security.protocol",
                        "SASL_PLAINTEXT",
                        "kafka.sasl.mechanism",
                        "SCRAM-SHA-512",
                        "kafka.sasl.jaas.config",
                        "org.apache.kafka.common.security.scram.ScramLoginModule required username=" + quoted(user)
                                + " password=" + quoted(password) + ";"),
                "cc.kafka.user",
                ORDINAL));
    }

    private static @Nullable String value(ConfigSourceContext context, String name) {
        var value = context.getValue(name);
        var text = value == null ? null : value.getValue();
        return text == null || text.isEmpty() ? null : text;
    }

    // Twice: for the log-in module's own text, and so that the config leaves a dollar or backslash as it is.
    private static String quoted(String text) {
        var forModule = text.replace("\\", "\\\\").replace("\"", "\\\"");
        return "\"" + forModule.replace("\\", "\\\\").replace("$", "\\$") + "\"";
    }
}
