package io.centercontrol.provisioning.onboarding.kafka;

import io.centercontrol.provisioning.onboarding.OnboardingConfig;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import org.apache.kafka.clients.admin.Admin;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The broker's admin client, made when it is needed first: onboarding is rare. */
@ApplicationScoped
class BrokerAdmin {
    private final String bootstrap;
    private final OnboardingConfig config;
    private @Nullable Admin admin;

    BrokerAdmin(@ConfigProperty(name = "cc.kafka.bootstrap") String bootstrap, OnboardingConfig config) {
        this.bootstrap = bootstrap;
        this.config = config;
    }

    synchronized Admin get() {
        var made = admin;
        if (made == null) {
            made = Admin.create(settings());
            admin = made;
        }
        return made;
    }

    @PreDestroy
    synchronized void close() {
        var made = admin;
        if (made != null) {
            made.close(Duration.ZERO);
        }
    }

    private HashMap<String, Object> settings() {
        var settings = new HashMap<String, Object>();
        settings.put("bootstrap.servers", bootstrap);
        settings.put("client.id", "onboarding");
        var millis = Math.toIntExact(config.patience().toMillis());
        settings.put("request.timeout.ms", millis);
        settings.put("default.api.timeout.ms", millis);
        config.kafka().user().ifPresent(user -> {
            settings.put("security.protocol", "SASL_PLAINTEXT");
            settings.put("sasl.mechanism", "SCRAM-SHA-512");
            settings.put(
                    "sasl.jaas.config",
                    "org.apache.kafka.common.security.scram.ScramLoginModule required username=" + quoted(user)
                            + " password=" + quoted(config.kafka().password().orElse("")) + ";");
        });
        return settings;
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
