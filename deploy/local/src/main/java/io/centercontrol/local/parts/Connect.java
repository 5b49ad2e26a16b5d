package io.centercontrol.local.parts;

import java.io.IOException;
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
        return Launch.of(
                Jvm.main(
                        256,
                        Logging.toStandardError(),
                        Jvm.classPath(home.connect()),
                        "org.apache.kafka.connect.cli.ConnectDistributed",
                        List.of(settings.toString())),
                Jvm.ENVIRONMENT);
    }

    @Override
    public boolean ready() {
        return Probe.answers(ports.connect(), "/health");
    }

    private Map<String, String> settings() {
        return Map.ofEntries(
                Map.entry("bootstrap.servers", "127.0.0.1:" + routes.kafka(NAME)),
                Map.entry("group.id", "center-control-connect"),
                Map.entry("listeners", "http://127.0.0.1:" + ports.connect()),
                Map.entry("rest.advertised.host.name", "127.0.0.1"),
                Map.entry("plugin.path", home.plugins().toString()),
                Map.entry("plugin.discovery", "service_load"),
                Map.entry("exactly.once.source.support", "enabled"),
                Map.entry("key.converter", "org.apache.kafka.connect.storage.StringConverter"),
                Map.entry("value.converter", "org.apache.kafka.connect.json.JsonConverter"),
                Map.entry("value.converter.schemas.enable", "false"),
                Map.entry("config.storage.topic", "cc.connect.configs"),
                Map.entry("config.storage.replication.factor", "1"),
                Map.entry("offset.storage.topic", "cc.connect.offsets"),
                Map.entry("offset.storage.replication.factor", "1"),
                Map.entry("offset.storage.partitions", "2"),
                Map.entry("status.storage.topic", "cc.connect.status"),
                Map.entry("status.storage.replication.factor", "1"),
                Map.entry("status.storage.partitions", "2"),
                // Anybody on the machine can read a connector's settings by REST: passwords stay in files.
                Map.entry("config.providers", "file"),
                Map.entry("config.providers.file.class", "org.apache.kafka.common.config.provider.FileConfigProvider"),
                Map.entry(
                        "config.providers.file.param.allowed.paths",
                        folders.secrets().toString()),
                // A worker that comes back takes its tasks at once; there is no other that could hold them.
                Map.entry("scheduled.rebalance.max.delay.ms", "0"));
    }
}
