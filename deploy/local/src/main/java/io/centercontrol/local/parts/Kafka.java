package io.centercontrol.local.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One Kafka node that is broker and controller. Topics exist only if somebody makes them. */
public final class Kafka implements Part {
    /** Any fixed id: clients and data belong to this stack alone. */
    private static final String CLUSTER_ID = "Y2VudGVyLWNvbnRyb2wtMQ";

    private final PartsHome home;
    private final Folders folders;
    private final Ports ports;
    private final List<Routes.Listener> more;

    /** @param more listeners beside the one that {@code ports} names */
    public Kafka(PartsHome home, Folders folders, Ports ports, List<Routes.Listener> more) {
        this.home = home;
        this.folders = folders;
        this.ports = ports;
        this.more = List.copyOf(more);
    }

    @Override
    public String name() {
        return "kafka";
    }

    @Override
    public Map<String, Integer> ports() {
        return Map.of("clients", ports.kafka(), "controller", ports.kafkaController());
    }

    @Override
    public Launch launch() throws IOException, InterruptedException {
        var data = folders.data("kafka");
        var settings = Settings.write(data.resolve("server.properties"), withListeners(settings(data.resolve("log"))));
        var classPath = Jvm.classPath(home.kafka());
        if (!Files.exists(data.resolve("log/meta.properties"))) {
            OneShot.run(
                    Jvm.main(128, Logging.toStandardError(), classPath, "kafka.tools.StorageTool", format(settings)),
                    Jvm.ENVIRONMENT,
                    folders.log(name()));
        }
        return Launch.of(
                Jvm.main(256, Logging.toStandardError(), classPath, "kafka.Kafka", List.of(settings.toString())),
                Jvm.ENVIRONMENT);
    }

    @Override
    public boolean ready() {
        return Probe.accepts(ports.kafka());
    }

    private static List<String> format(Path settings) {
        return List.of("format", "--ignore-formatted", "-t", CLUSTER_ID, "-c", settings.toString());
    }

    private Map<String, String> withListeners(Map<String, String> settings) {
        var all = new TreeMap<>(settings);
        var advertised = "PLAINTEXT://127.0.0.1:" + ports.kafka();
        for (var listener : more) {
            all.merge("listeners", listener.name() + "://127.0.0.1:" + listener.port(), Kafka::listed);
            all.merge("listener.security.protocol.map", listener.name() + ":PLAINTEXT", Kafka::listed);
            advertised = listed(advertised, listener.name() + "://127.0.0.1:" + listener.advertised());
        }
        if (!more.isEmpty()) {
            all.put("advertised.listeners", advertised);
        }
        return all;
    }

    private static String listed(String before, String item) {
        return before + "," + item;
    }

    private Map<String, String> settings(Path log) {
        return Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + ports.kafkaController()),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry(
                        "listeners",
                        "PLAINTEXT://127.0.0.1:" + ports.kafka() + ",CONTROLLER://127.0.0.1:"
                                + ports.kafkaController()),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("log.dirs", log.toString()),
                // A topic that nobody declared is a mistake, not a wish.
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "4"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "4"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                // The cleaner takes its whole buffer at start; 128 MB would be half of the heap.
                Map.entry("log.cleaner.dedupe.buffer.size", "8388608"));
    }
}
