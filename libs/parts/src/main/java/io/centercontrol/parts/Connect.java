package io.centercontrol.parts;

import io.centercontrol.schemas.Access;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A Kafka Connect worker with the Debezium connector for PostgreSQL; exactly once from source to topic. */
public final class Connect implements Part {
    /** What it is called in a stack. */
    public static final String NAME = "connect";

    private final PartsHome home;
    private final Folders folders;
    private final Ports ports;
    private final Routes routes;

    public Connect(PartsHome home, Folders folders, Ports ports, Routes routes) {
        this.home = home;
        this.folders = folders;
        this.ports = ports;
        this.routes = routes;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of("http", ports.connect());
    }

    @Override
    public Launch launch() throws IOException {
        var settings = Settings.write(folders.data("connect").resolve("worker.properties"), settings());
        var options = new ArrayList<>(Logging.toStandardError());
        options.add("-Djava.security.auth.login.config=" + restLogin());
        return Launch.of(
                Jvm.main(
                        256,
                        options,
                        Jvm.classPath(home.connect()),
                        "org.apache.kafka.connect.cli.ConnectDistributed",
                        List.of(settings.toString())),
                Jvm.ENVIRONMENT);
    }

    @Override
    public boolean ready() {
        return Probe.answers(
                ports.connect(),
                "/health",
                HttpUser.ofConnect(folders.secrets()).header());
    }

    /** Who may use the REST API: whoever may configure a connector may read and write as it. */
    private Path restLogin() throws IOException {
        var data = folders.data("connect");
        var user = HttpUser.ofConnect(folders.secrets());
        var users = Settings.write(data.resolve("rest-users.properties"), Map.of(user.name(), user.password()));
        return Settings.write(data.resolve("rest-login.conf"), """
                KafkaConnect {
                  org.apache.kafka.connect.rest.basic.auth.extension.PropertyFileLoginModule required
                  file="%s";
                };
                """.formatted(users));
    }

    private Map<String, String> settings() {
        var all = new HashMap<>(
                KafkaUser.of(folders.secrets(), Access.CONNECT_USER).settings());
        all.putAll(Map.ofEntries(
                Map.entry("bootstrap.servers", "127.0.0.1:" + routes.kafka(NAME)),
                Map.entry("group.id", Access.CONNECT_GROUP),
                Map.entry("listeners", "http://127.0.0.1:" + ports.connect()),
                Map.entry("rest.advertised.host.name", "127.0.0.1"),
                Map.entry(
                        "rest.extension.classes",
                        "org.apache.kafka.connect.rest.basic.auth.extension.BasicAuthSecurityRestExtension"),
                Map.entry("plugin.path", home.plugins().toString()),
                Map.entry("plugin.discovery", "service_load"),
                Map.entry("exactly.once.source.support", "enabled"),
                Map.entry("key.converter", "org.apache.kafka.connect.storage.StringConverter"),
                Map.entry("value.converter", "org.apache.kafka.connect.json.JsonConverter"),
                Map.entry("value.converter.schemas.enable", "false"),
                Map.entry("config.storage.topic", Access.CONNECT_CONFIGS),
                Map.entry("config.storage.replication.factor", "1"),
                Map.entry("offset.storage.topic", Access.CONNECT_OFFSETS),
                Map.entry("offset.storage.replication.factor", "1"),
                Map.entry("offset.storage.partitions", "2"),
                Map.entry("status.storage.topic", Access.CONNECT_STATUS),
                Map.entry("status.storage.replication.factor", "1"),
                Map.entry("status.storage.partitions", "2"),
                // A connector logs in as itself, not as the worker; nothing else of its clients is its own to say.
                Map.entry("connector.client.config.override.policy", "Allowlist"),
                Map.entry(
                        "connector.client.config.override.allowlist",
                        "security.protocol,sasl.mechanism,sasl.jaas.config,linger.ms"),
                // A connector's settings can be read by REST: passwords stay in files.
                Map.entry("config.providers", "file"),
                Map.entry("config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider"),
                Map.entry(
                        "config.providers.file.param.allowed.paths",
                        new Secrets(folders.secrets()).forConnectors().folder().toString()),
                // A worker that comes back takes its tasks at once; there is no other that could hold them.
                Map.entry("scheduled.rebalance.max.delay.ms", "0")));
        return all;
    }
}
