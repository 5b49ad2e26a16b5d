package io.centercontrol.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Processes that a supervisor wrote down and could not end, because it was killed itself. */
public final class Orphans {
    private static final int PATIENCE_MILLIS = 20_000;

    private Orphans() {}

    /**
     * One of them, by the name of its part.
     *
     * @param height how many others it stood on
     */
    public record Orphan(String name, ProcessIdentity process, int height) {}

    /** Those that are alive. A pid that somebody else has by now is nobody's orphan. */
    public static List<Orphan> of(Folders folders) throws IOException {
        var found = new ArrayList<Orphan>();
        for (var file : files(folders)) {
            var name = file.getFileName().toString().replaceAll("\\.pid$", "");
            var lines = Files.readAllLines(file);
            if (!lines.isEmpty()) {
                var height = lines.size() > 1 ? Integer.parseInt(lines.get(1)) : 0;
                ProcessIdentity.parse(lines.getFirst())
                        .filter(ProcessIdentity::alive)
                        .ifPresent(process -> found.add(new Orphan(name, process, height)));
            }
        }
        return found;
    }

    /** Ends them, those that others stand on last, and forgets them. */
    public static List<Orphan> end(Folders folders) throws IOException, InterruptedException {
        var orphans = of(folders);
        var levels = new TreeMap<Integer, List<ProcessIdentity>>(Comparator.reverseOrder());
        for (var orphan : orphans) {
            levels.computeIfAbsent(orphan.height(), _ -> new ArrayList<>()).add(orphan.process());
        }
        for (var level : levels.values()) {
            endAll(level);
        }
        for (var file : files(folders)) {
            Files.deleteIfExists(file);
        }
        return orphans;
    }

    // SIGTERM suits them all: with its clients gone, PostgreSQL ends on it in order too.
    private static void endAll(List<ProcessIdentity> processes) throws InterruptedException {
        processes.forEach(process -> with(process, ProcessHandle::destroy));
        for (var waited = 0; anyAlive(processes) && waited < PATIENCE_MILLIS; waited += 50) {
            Thread.sleep(50);
        }
        processes.forEach(process -> with(process, ProcessHandle::destroyForcibly));
        while (anyAlive(processes)) {
            Thread.sleep(20);
        }
    }

    private static boolean anyAlive(List<ProcessIdentity> processes) {
        return processes.stream().anyMatch(ProcessIdentity::alive);
    }

    private static void with(ProcessIdentity process, Consumer<ProcessHandle> action) {
        ProcessHandle.of(process.pid()).filter(_ -> process.alive()).ifPresent(action);
    }

    private static List<Path> files(Folders folders) throws IOException {
        if (!Files.isDirectory(folders.run())) {
            return List.of();
        }
        try (var files = Files.list(folders.run())) {
            return files.filter(file -> file.toString().endsWith(".pid")).toList();
        }
    }
}
