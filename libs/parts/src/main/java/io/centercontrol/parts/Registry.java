package io.centercontrol.parts;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The schema registry, with its schemas in PostgreSQL: their ids are in every record of the broker and must outlive a
 * restart.
 */
public final class Registry implements Part {
    /** What it is called in a stack. */
    static final String NAME = "registry";

    /** Its database and the owner of it. */
    public static final String DATABASE = "schema_registry";

    private final PartsHome home;
    private final Folders folders;
    private final Ports ports;

    public Registry(PartsHome home, Folders folders, Ports ports) {
        this.home = home;
        this.folders = folders;
        this.ports = ports;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of("http", ports.registry(), "management", ports.registryManagement());
    }

    @Override
    public Launch launch() throws IOException {
        var environment = new HashMap<>(Jvm.ENVIRONMENT);
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(ports.registry()));
        environment.put("QUARKUS_MANAGEMENT_HOST", "127.0.0.1");
        environment.put("QUARKUS_MANAGEMENT_PORT", Integer.toString(ports.registryManagement()));
        environment.put("APICURIO_STORAGE_KIND", "sql");
        environment.put("APICURIO_STORAGE_SQL_KIND", "postgresql");
        environment.put("APICURIO_DATASOURCE_URL", "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/" + DATABASE);
        environment.put("APICURIO_DATASOURCE_USERNAME", DATABASE);
        environment.put("APICURIO_DATASOURCE_PASSWORD", new Secrets(folders.secrets()).password(DATABASE));
        environment.put("APICURIO_DATASOURCE_JDBC_INITIAL_SIZE", "1");
        environment.put("APICURIO_DATASOURCE_JDBC_MIN_SIZE", "1");
        environment.put("APICURIO_DATASOURCE_JDBC_MAX_SIZE", "8");
        environment.put("SMALLRYE_CONFIG_LOCATIONS", users().toUri().toString());
        return Launch.of(Jvm.jar(192, List.of(), home.registry().resolve("quarkus-run.jar")), environment);
    }

    /** Who may do what; in a file, since names of users are no names of environment variables. */
    private Path users() throws IOException {
        var settings = new HashMap<String, String>();
        settings.put("quarkus.http.auth.basic", "true");
        settings.put("quarkus.security.users.embedded.plain-text", "true");
        settings.put("apicurio.auth.role-based-authorization", "true");
        settings.put("apicurio.auth.anonymous-read-access.enabled", "false");
        user(settings, HttpUser.ofRegistryAdmin(folders.secrets()), "sr-admin");
        user(settings, HttpUser.ofRegistryOnboarding(folders.secrets()), "sr-developer");
        user(settings, HttpUser.ofRegistryReader(folders.secrets()), "sr-readonly");
        return Settings.write(folders.data(name()).resolve("users.properties"), settings);
    }

    private static void user(Map<String, String> settings, HttpUser user, String role) {
        settings.put("quarkus.security.users.embedded.users." + user.name(), user.password());
        settings.put("quarkus.security.users.embedded.roles." + user.name(), role);
    }

    @Override
    public boolean ready() {
        return Probe.answers(
                ports.registry(),
                "/apis/ccompat/v7/subjects",
                HttpUser.ofRegistryReader(folders.secrets()).header());
    }
}
