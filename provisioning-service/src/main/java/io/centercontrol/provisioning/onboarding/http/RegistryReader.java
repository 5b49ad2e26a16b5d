package io.centercontrol.provisioning.onboarding.http;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** The registry's user that may only read schemas; all services share it, as the registry makes no users of its own. */
@ApplicationScoped
class RegistryReader {
    private final Optional<String> user;
    private final Optional<String> password;

    RegistryReader(
            @ConfigProperty(name = "cc.registry.user") Optional<String> user,
            @ConfigProperty(name = "cc.registry.password") Optional<String> password) {
        this.user = user;
        this.password = password;
    }

    @Nullable
    String user() {
        return user.orElse(null);
    }

    @Nullable
    String password() {
        return password.orElse(null);
    }
}
