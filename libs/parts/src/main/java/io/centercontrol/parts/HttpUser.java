package io.centercontrol.parts;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;

/**
 * A user of one part's REST API, with HTTP Basic.
 *
 * @param part whose API
 * @param name as the part knows it
 * @param password one of the stack's secrets
 */
public record HttpUser(String part, String name, String password) {
    /** May configure connectors. */
    public static HttpUser ofConnect(Path secrets) {
        return of(secrets, "connect", "admin");
    }

    /** May do everything in the registry. */
    public static HttpUser ofRegistryAdmin(Path secrets) {
        return of(secrets, Registry.NAME, "admin");
    }

    /** May register schemas: the onboarding of tenant services. */
    public static HttpUser ofRegistryOnboarding(Path secrets) {
        return of(secrets, Registry.NAME, "onboarding");
    }

    /** May only read schemas: every service. */
    public static HttpUser ofRegistryReader(Path secrets) {
        return of(secrets, Registry.NAME, "reader");
    }

    private static HttpUser of(Path secrets, String part, String name) {
        return new HttpUser(part, name, new Secrets(secrets).password(part + "-rest-" + name));
    }

    /** The header that logs in. */
    public Map<String, String> header() {
        var pair = name + ":" + password;
        return Map.of(
                "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8)));
    }

    /** Without the password. */
    @Override
    public String toString() {
        return part + " user " + name;
    }
}
