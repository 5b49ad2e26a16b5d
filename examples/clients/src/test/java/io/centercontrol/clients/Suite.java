package io.centercontrol.clients;

import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/** The suite that runs, as {@code .ci/clients} tells of it. */
final class Suite {
    /** In which a service answers when no port is moved. */
    private static final Map<String, Integer> PORTS = Map.of(
            "tenant-registry", 8081,
            "plan-service", 8082,
            "flag-service", 8083,
            "provisioning-service", 8084,
            "audit-service", 8085,
            "metrics-ingest", 8086,
            "integration-service", 8087);

    private Suite() {}

    /** Where a service answers. */
    static String url(String service) {
        return "http://127.0.0.1:" + (PORTS.get(service) + Integer.getInteger("suite.offset"));
    }

    /** A token of an administrator. */
    static String token() {
        return Objects.requireNonNull(System.getenv("SUITE_TOKEN"), "SUITE_TOKEN is what ./center-control token says");
    }

    /** The document that the build made of a service. */
    static Path document(String service) {
        return Path.of(System.getProperty("suite.documents"), service, "target/openapi/openapi.json")
                .toAbsolutePath()
                .normalize();
    }

    /** A name that nobody has had. */
    static String unique(String beginning) {
        return beginning + UUID.randomUUID().toString().substring(0, 13);
    }
}
