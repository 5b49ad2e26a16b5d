package io.centercontrol.parts.stack;

import io.centercontrol.parts.Folders;
import io.centercontrol.parts.PartsHome;
import io.centercontrol.parts.Ports;
import io.centercontrol.parts.ProcessIdentity;
import io.centercontrol.parts.Trees;
import io.centercontrol.parts.wiring.JsonHttp;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.TimeUnit;

/**
 * The parts alone, on free ports and in a folder of their own, for as long as another process lives. Tests start it as a
 * process and find it by the file that it writes when all is up.
 */
public final class TestStack {
    /** The ports as JSON; there when all parts are ready. */
    public static final String STATE_FILE = "ports.json";

    /** Which process the stack is, as a {@link ProcessIdentity}. */
    public static final String PID_FILE = "stack.pid";

    private TestStack() {}

    /** Arguments: folder, pid and start time of the process whose end is the stack's end. */
    public static void main(String[] arguments) throws Exception {
        var folders = new Folders(Path.of(arguments[0])).create();
        var keptBy = new ProcessIdentity(Long.parseLong(arguments[1]), Long.parseLong(arguments[2]));
        Files.writeString(folders.home().resolve(PID_FILE), ProcessIdentity.self() + "\n");
        var ports = Ports.free();
        var stack = new Stack(Parts.nodes(PartsHome.locate(), folders, ports), folders, TestStack::say);
        var hook = new Thread(() -> end(stack, folders));
        Runtime.getRuntime().addShutdownHook(hook);
        try {
            stack.start();
        } catch (Stack.Failure e) {
            e.printStackTrace();
            System.exit(1);
        }
        publish(folders, ports);
        while (keptBy.alive()) {
            TimeUnit.MILLISECONDS.sleep(500);
        }
        System.exit(0);
    }

    private static void publish(Folders folders, Ports ports) throws IOException {
        var aside = folders.home().resolve(STATE_FILE + ".new");
        Files.write(aside, JsonHttp.JSON.writeValueAsBytes(ports));
        Files.move(aside, folders.home().resolve(STATE_FILE), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void end(Stack stack, Folders folders) {
        try {
            // A failed start leaves its logs for whoever waits for it.
            var wasUp = Files.deleteIfExists(folders.home().resolve(STATE_FILE));
            stack.stop();
            if (wasUp) {
                Trees.delete(folders.home());
            }
        } catch (IOException | InterruptedException e) {
            e.printStackTrace();
        }
    }

    private static void say(String line) {
        System.out.println(java.time.Instant.now() + " " + line);
    }
}
