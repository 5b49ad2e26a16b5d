package io.centercontrol.witness;

import io.centercontrol.tlog.InvalidFormat;
import io.centercontrol.tlog.VerifierKey;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a witness is started with.
 *
 * @param name its own, as in its key; used when the key is made
 * @param state the folder of its key and of the newest checkpoints
 * @param host where it listens
 * @param port where it listens; 0 for any that is free
 * @param logs the keys of each log that it looks at, by the log's origin
 */
record Options(String name, Path state, String host, int port, Map<String, List<VerifierKey>> logs) {
    static final String USAGE =
            "java -jar witness.jar --name NAME --log VKEY [--log VKEY]... [--state FOLDER] [--host HOST] [--port PORT]";

    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads a command line.
     *
     * @throws InvalidFormat when it is not as {@link #USAGE} says
     */
    static Options parse(String... arguments) {
        var given = new HashMap<String, List<String>>();
        for (var at = 0; at < arguments.length; at += 2) {
            if (!List.of("--name", "--log", "--state", "--host", "--port").contains(arguments[at])) {
                throw new InvalidFormat("what is " + arguments[at] + "?");
            }
            if (at + 1 == arguments.length) {
                throw new InvalidFormat("a value belongs behind " + arguments[at]);
            }
            given.computeIfAbsent(arguments[at], name -> new ArrayList<>()).add(arguments[at + 1]);
        }
        var logs = new HashMap<String, List<VerifierKey>>();
        for (var text : given.getOrDefault("--log", List.of())) {
            var key = VerifierKey.parse(text);
            if (key.algorithm() != VerifierKey.Algorithm.ED25519) {
                throw new InvalidFormat("no log signs with " + text + ": it is a witness's key");
            }
            logs.computeIfAbsent(key.name(), origin -> new ArrayList<>()).add(key);
        }
        if (logs.isEmpty()) {
            throw new InvalidFormat("a witness looks at a log: --log VKEY");
        }
        return new Options(
                one(given, "--name", null),
                Path.of(one(given, "--state", "witness-state")),
                one(given, "--host", "127.0.0.1"),
                port(one(given, "--port", "8098")),
                logs);
    }

    private static String one(
            Map<String, List<String>> given, String name, @org.jspecify.annotations.Nullable String otherwise) {
        var values = given.get(name);
        if (values == null && otherwise != null) {
            return otherwise;
        }
        if (values == null || values.size() > 1) {
            throw new InvalidFormat("say " + name + " once");
        }
        return values.getFirst();
    }

    private static int port(String text) {
        try {
            var port = Integer.parseInt(text);
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new InvalidFormat("no port: " + text);
    }
}
