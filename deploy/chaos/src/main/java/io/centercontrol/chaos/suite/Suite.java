package io.centercontrol.chaos.suite;

import io.centercontrol.local.services.Apps;
import io.centercontrol.local.services.PlatformStack;
import io.centercontrol.local.services.Services;
import io.centercontrol.local.watch.ConnectorWatch;
import io.centercontrol.parts.Folders;
import io.centercontrol.parts.Orphans;
import io.centercontrol.parts.PartsHome;
import io.centercontrol.parts.Trees;
import io.centercontrol.parts.stack.Keeper;
import io.centercontrol.parts.stack.Progress;
import io.centercontrol.parts.stack.Stack;
import io.centercontrol.parts.wiring.Addresses;
import io.centercontrol.parts.wiring.Connectors;
import io.centercontrol.parts.wiring.Databases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A whole suite with data of its own, which is thrown away when the next one starts. Its processes come back by the
 * launcher's own means: what is killed here is found and started again as it would be on anybody's machine.
 */
public final class Suite implements AutoCloseable {
    /** The instances of the tenant service. */
    public static final List<String> INSTANCES = List.of("storefront-1", "storefront-2");

    private final Folders folders;
    private final int offset;
    private final Hops hops;
    private final PlatformStack platform;
    private final Stack stack;
    private final Progress progress;
    private final Map<String, Path> altered = new ConcurrentHashMap<>();
    private final Set<Long> paused = ConcurrentHashMap.newKeySet();
    private final Thread watch;

    /**
     * @param folder emptied first
     * @param offset what every port is moved by
     */
    public Suite(Path folder, int offset, Progress progress) throws IOException, InterruptedException {
        this.folders = new Folders(folder).create();
        Orphans.end(folders);
        Trees.delete(folder);
        folders.create();
        this.offset = offset;
        this.progress = progress;
        this.hops = new Hops(offset);
        var home = PartsHome.locate();
        var built = Apps.built(home);
        this.platform = new PlatformStack(
                home, folders, offset, hops, service -> altered.getOrDefault(service.name(), built.folder(service)));
        this.stack = new Stack(platform.nodes(), folders, progress);
        this.watch = Thread.ofPlatform().daemon().name("connectors").unstarted(this::watchConnectors);
    }

    /**
     * Starts it.
     *
     * @throws IOException names what did not start
     */
    public void start() throws IOException, InterruptedException {
        try {
            stack.start();
        } catch (Stack.Failure e) {
            throw new IOException("the suite does not start: " + e.getMessage() + "; see " + folders.log(e.node()), e);
        }
        watch.start();
    }

    public Folders folders() {
        return folders;
    }

    public Addresses addresses() {
        return platform.addresses();
    }

    public Databases databases() {
        return new Databases(platform.addresses());
    }

    public Connectors connectors() {
        return platform.connectors();
    }

    public Hops hops() {
        return hops;
    }

    /** Where a service answers. */
    public String url(String service) {
        return PlatformStack.url(service, offset);
    }

    /** All processes by name. */
    public List<String> processes() {
        return stack.keepers().stream().map(keeper -> keeper.part().name()).toList();
    }

    /** Databases whose log is kept for a connector. */
    public List<String> kept() {
        return Services.outboxes().values().stream().sorted().toList();
    }

    /** Whether a process runs and answers. */
    public boolean ready(String process) {
        var keeper = keeper(process);
        return keeper.status().pid() != 0 && keeper.part().ready();
    }

    /** The process's pid; 0 while it does not run. */
    public long pid(String process) {
        return keeper(process).status().pid();
    }

    /** Ends a process at once, without a word to it. It comes back. */
    public void kill(String process) throws IOException, InterruptedException {
        var pid = pid(process);
        if (pid != 0) {
            Signals.send("KILL", pid);
        }
    }

    /** Asks a process to end in order. It comes back. */
    public void restart(String process) throws IOException, InterruptedException {
        var pid = pid(process);
        if (pid != 0) {
            Signals.send("TERM", pid);
        }
    }

    /** Ends a process in order for good. */
    public void stop(String process) throws InterruptedException {
        keeper(process).stop();
    }

    /** Stops a process's time. */
    public void pause(String process) throws IOException, InterruptedException {
        var pid = pid(process);
        if (pid != 0) {
            paused.add(pid);
            Signals.send("STOP", pid);
        }
    }

    /** Lets every process go on. */
    public void resume() throws IOException, InterruptedException {
        for (var pid : Set.copyOf(paused)) {
            Signals.send("CONT", pid);
            paused.remove(pid);
        }
    }

    /** Lets one process go on. */
    public void resume(String process) throws IOException, InterruptedException {
        var pid = pid(process);
        if (paused.remove(pid)) {
            Signals.send("CONT", pid);
        }
    }

    /** From its next start on, the service is started from this folder. */
    public void alter(String service, Path app) {
        altered.put(service, app);
    }

    /** From its next start on, the service is what was built; true if it was not so far. */
    public boolean restore(String service) {
        return altered.remove(service) != null;
    }

    private Keeper keeper(String process) {
        return stack.keepers().stream()
                .filter(keeper -> keeper.part().name().equals(process))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("nothing is called " + process));
    }

    private void watchConnectors() {
        new ConnectorWatch(platform.connectors(), databases(), Services.outboxes(), progress).run();
    }

    /** Ends everything in order. */
    @Override
    public void close() throws IOException, InterruptedException {
        watch.interrupt();
        resume();
        hops.heal();
        stack.stop();
        hops.close();
    }
}
