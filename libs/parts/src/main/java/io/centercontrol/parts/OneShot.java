package io.centercontrol.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Programs that do one thing and end. */
final class OneShot {
    private OneShot() {}

    /**
     * Runs a program to its end; what it says goes to the log.
     *
     * @throws IOException when it ends with anything but 0
     */
    static void run(List<String> command, Map<String, String> environment, Path log)
            throws IOException, InterruptedException {
        Files.createDirectories(log.getParent());
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
            var exit = process.waitFor();
            if (exit != 0) {
                throw new IOException(command.getFirst() + " ended with " + exit + "; see " + log);
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw e;
        }
    }
}
