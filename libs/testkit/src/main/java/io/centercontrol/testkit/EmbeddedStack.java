package io.centercontrol.testkit;

import io.centercontrol.parts.Folders;
import io.centercontrol.parts.Jvm;
import io.centercontrol.parts.Orphans;
import io.centercontrol.parts.PartsHome;
import io.centercontrol.parts.Ports;
import io.centercontrol.parts.ProcessIdentity;
import io.centercontrol.parts.Trees;
import io.centercontrol.parts.stack.TestStack;
import io.centercontrol.parts.wiring.Addresses;
import io.centercontrol.parts.wiring.JsonHttp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the parts that an earlier test JVM of the same Maven run started, or starts them. */
final class EmbeddedStack {
    /** Pid of a process to live as long as, in place of the Maven run's: a shell, to share parts between runs. */
    private static final String KEEPER = "CC_TEST_STACK_PID";

    private EmbeddedStack() {}

    static Addresses findOrStart() {
        var keeper = keeper();
        var folder = Path.of(System.getProperty("java.io.tmpdir"))
                .resolve("center-control-test-" + System.getProperty("user.name") + "-" + keeper.pid() + "-"
                        + keeper.start())
                .toAbsolutePath();
        try {
            var lock = folder.resolveSibling(folder.getFileName() + ".lock");
            try (var channel = FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                var state = folder.resolve(TestStack.STATE_FILE);
                if (!Files.exists(state) || !isAlive(folder)) {
                    Orphans.end(new Folders(folder));
                    Trees.delete(folder);
                    start(folder, keeper, state);
                }
                lock.toFile().deleteOnExit();
                return Addresses.of(JsonHttp.JSON.readValue(state.toFile(), Ports.class), folder.resolve("secrets"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("no parts to test on: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the parts start", e);
        }
    }

    private static boolean isAlive(Path folder) throws IOException {
        var file = folder.resolve(TestStack.PID_FILE);
        return Files.exists(file)
                && ProcessIdentity.parse(Files.readString(file))
                        .filter(ProcessIdentity::alive)
                        .isPresent();
    }

    private static void start(Path folder, ProcessIdentity keeper, Path state)
            throws IOException, InterruptedException {
        Files.createDirectories(folder);
        var log = folder.resolve("stack.log");
        var root = PartsHome.locate().root();
        var target = root.resolve("libs/parts/target");
        if (!Files.exists(target.resolve("parts.jar"))) {
            throw new IOException("libs/parts is not built; run: mvn package -DskipTests");
        }
        var command = new ArrayList<String>();
        if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
            command.add("/usr/bin/setsid");
        }
        command.addAll(Jvm.main(
                64,
                List.of("-Dcc.root=" + root),
                target.resolve("parts.jar") + ":" + Jvm.classPath(target.resolve("lib")),
                TestStack.class.getName(),
                List.of(folder.toString(), Long.toString(keeper.pid()), Long.toString(keeper.start()))));
        var builder = new ProcessBuilder(command)
                .directory(root.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        // Options for the test's own JVM are not meant for this one.
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        var process = builder.start();
        while (!Files.exists(state)) {
            if (!process.isAlive()) {
                throw new IOException(
                        "the test stack ended with " + process.exitValue() + "; its last lines:\n" + tail(log));
            }
            Thread.sleep(100);
        }
    }

    /** The Maven process: the nearest Java process above this one. Without one, as in some editors, this JVM itself. */
    private static ProcessIdentity keeper() {
        var told = System.getenv(KEEPER);
        if (told != null) {
            return ProcessIdentity.of(Long.parseLong(told))
                    .orElseThrow(() -> new IllegalStateException(KEEPER + "=" + told + " is no live process"));
        }
        for (Optional<ProcessHandle> above = ProcessHandle.current().parent();
                above.isPresent();
                above = above.get().parent()) {
            var isJava = above.get()
                    .info()
                    .command()
                    .filter(command -> command.endsWith("/java"))
                    .isPresent();
            if (isJava) {
                var found = ProcessIdentity.of(above.get().pid());
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        return ProcessIdentity.self();
    }

    private static String tail(Path log) throws IOException {
        var lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 30), lines.size()));
    }
}
