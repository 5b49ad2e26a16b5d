package io.centercontrol.parts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Command lines for small JVMs that start with little work. */
public final class Jvm {
    /** For every JVM of the stack: fewer malloc arenas, since each one holds on to memory of its own. */
    public static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "2");

    private Jvm() {}

    /** The {@code java} program that runs this process. */
    public static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * A command that runs a main class.
     *
     * @param megabytes the largest heap
     * @param options further options of the JVM
     */
    public static List<String> main(
            int megabytes, List<String> options, String classPath, String mainClass, List<String> arguments) {
        var command = new ArrayList<>(small(megabytes));
        command.addAll(options);
        command.add("-cp");
        command.add(classPath);
        command.add(mainClass);
        command.addAll(arguments);
        return command;
    }

    /** A command that runs an executable jar. */
    public static List<String> jar(int megabytes, List<String> options, Path jar) {
        var command = new ArrayList<>(small(megabytes));
        command.addAll(options);
        command.add("-jar");
        command.add(jar.toString());
        return command;
    }

    /** All jars of a folder, in a fixed order, so that caches of loaded classes fit from run to run. */
    public static String classPath(Path folder) {
        try (var files = Files.list(folder)) {
            return String.join(
                    ":",
                    files.map(Path::toString)
                            .filter(name -> name.endsWith(".jar"))
                            .sorted()
                            .toList());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + folder, e);
        }
    }

    // The first compiler tier alone: it costs far less work at start, and a development stack is never hot for long.
    private static List<String> small(int megabytes) {
        return List.of(
                java(),
                "-Xmx" + megabytes + "m",
                "-Xms16m",
                "-Xss512k",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Djava.net.preferIPv4Stack=true");
    }
}
