package io.centercontrol.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One Kafka node that is broker and controller. Topics exist only if somebody makes them, nobody gets in without a
 * password, and what no ACL allows is refused.
 */
public final class Kafka implements Part {
    /** May do everything; the launcher's own user. */
    public static final String ADMIN = "admin";

    /** The broker when it speaks to itself. */
    private static final String BROKER = "broker";

    /** The broker when it speaks to the controller, which knows no users of the log and so takes a fixed password. */
    private static final String CONTROLLER = "controller";

    /** Any fixed id: clients and data belong to this stack alone. */
    private static final String CLUSTER_ID = "Y2VudGVyLWNvbnRyb2wtMQ";

    /** A file beside the log that says that it was made with users. */
    private static final String FORMATTED = "users";

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
            format(settings, classPath);
        } else if (!Files.exists(data.resolve(FORMATTED))) {
            throw new IOException("the broker's data in " + data + " is from a version without users, and cannot be"
                    + " taken over; ./center-control reset begins anew");
        }
        return Launch.of(
                Jvm.main(256, Logging.toStandardError(), classPath, "kafka.Kafka", List.of(settings.toString())),
                Jvm.ENVIRONMENT);
    }

    @Override
    public boolean ready() {
        return Probe.accepts(ports.kafka());
    }

    /** Makes the log with the users that must be there before anybody can log in to make users. */
    private void format(Path settings, String classPath) throws IOException, InterruptedException {
        var arguments =
                new ArrayList<>(List.of("format", "--ignore-formatted", "-t", CLUSTER_ID, "-c", settings.toString()));
        for (var name : List.of(ADMIN, BROKER)) {
            arguments.add("--add-scram");
            arguments.add(
                    "SCRAM-SHA-512=[name=" + name + ",password=" + user(name).password() + "]");
        }
        // First, so that a crash in between leaves nothing that looks like an older version's.
        Settings.write(folders.data(name()).resolve(FORMATTED), "The log is made with its first users.\n");
        // In a file, since anybody on the machine can read a process's arguments.
        var file = Settings.write(folders.data(name()).resolve("format.arguments"), String.join("\n", arguments));
        try {
            OneShot.run(
                    Jvm.main(128, Logging.toStandardError(), classPath, "kafka.tools.StorageTool", List.of("@" + file)),
                    Jvm.ENVIRONMENT,
                    folders.log(name()));
        } finally {
            Files.deleteIfExists(file);
        }
    }

    private KafkaUser user(String name) {
        return KafkaUser.of(folders.secrets(), name);
    }

    private Map<String, String> withListeners(Map<String, String> settings) {
        var all = new TreeMap<>(settings);
        var advertised = "SASL_PLAINTEXT://127.0.0.1:" + ports.kafka();
        for (var listener : more) {
            all.merge("listeners", listener.name() + "://127.0.0.1:" + listener.port(), Kafka::listed);
            all.merge("listener.security.protocol.map", listener.name() + ":SASL_PLAINTEXT", Kafka::listed);
            var own = "listener.name." + listener.name().toLowerCase(Locale.ROOT) + ".";
            all.put(own + "sasl.enabled.mechanisms", KafkaUser.MECHANISM);
            all.put(own + "scram-sha-512.sasl.jaas.config", user(BROKER).jaas());
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
                        "SASL_PLAINTEXT://127.0.0.1:" + ports.kafka() + ",CONTROLLER://127.0.0.1:"
                                + ports.kafkaController()),
                Map.entry("listener.security.protocol.map", "SASL_PLAINTEXT:SASL_PLAINTEXT,CONTROLLER:SASL_PLAINTEXT"),
                Map.entry("inter.broker.listener.name", "SASL_PLAINTEXT"),
                Map.entry("sasl.mechanism.inter.broker.protocol", KafkaUser.MECHANISM),
                Map.entry("listener.name.sasl_plaintext.sasl.enabled.mechanisms", KafkaUser.MECHANISM),
                Map.entry(
                        "listener.name.sasl_plaintext.scram-sha-512.sasl.jaas.config",
                        user(BROKER).jaas()),
                Map.entry("sasl.mechanism.controller.protocol", "PLAIN"),
                Map.entry("listener.name.controller.sasl.enabled.mechanisms", "PLAIN"),
                Map.entry("listener.name.controller.plain.sasl.jaas.config", controllerLogin()),
                Map.entry("authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer"),
                Map.entry("allow.everyone.if.no.acl.found", "false"),
                Map.entry("super.users", "User:" + ADMIN + ";User:" + BROKER + ";User:" + CONTROLLER),
                Map.entry("log.dirs", log.toString()),
                // A topic that nobody declared is a mistake, not a wish.
                Map.entry("auto.create.topics.enable", "false"),
                // Whoever reads makes room for a record as it is unpacked; a kilobyte can stand for two gigabytes of
                // zeros.
                Map.entry("max.decompressed.message.bytes", "1048588"),
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

    private String controllerLogin() {
        var password = user(CONTROLLER).password();
        return "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"" + CONTROLLER
                + "\" password=\"" + password + "\" user_" + CONTROLLER + "=\"" + password + "\";";
    }
}
