package io.centercontrol.outside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A copy of {@code examples/outside}, far from our poms, built by a Maven of its own. */
final class OutsideProject {
    private static final int MOST_SECONDS = 90;

    private final Path folder;

    private OutsideProject(Path folder) {
        this.folder = folder;
    }

    /** Copies the project and builds it without a network. */
    static OutsideProject build(Path example, Path folder, Path maven, PublishedRepository repository)
            throws IOException, InterruptedException {
        copy(example, folder);
        var log = folder.resolve("build.log");
        var command = List.of(
                maven.resolve("bin/mvn").toString(),
                "--offline",
                "--batch-mode",
                // Whoever fetched an artifact, and from where: it is there.
                "-Dmaven.legacyLocalRepo=true",
                "-Dmaven.repo.local=" + repository.root(),
                "package");
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MAVEN_"));
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("MAVEN_OPTS", "-Xmx256m -XX:+UseSerialGC -XX:TieredStopAtLevel=1");
        var process = builder.start();
        if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("the build does not end:\n" + Files.readString(log));
        }
        if (process.exitValue() != 0) {
            throw new AssertionError("the build failed:\n" + Files.readString(log));
        }
        return new OutsideProject(folder);
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (var file : files.filter(file -> !from.relativize(file).startsWith("target"))
                    .toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    /** What it runs with, itself not among it. */
    List<Path> libraries() {
        try (Stream<Path> files = Files.list(folder.resolve("target/lib"))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path jar() {
        return folder.resolve("target/points.jar");
    }

    /** Starts it on the JDK of this test. */
    RunningOutside start(Map<String, String> environment) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx96m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar"));
        command.add(jar().toString());
        var builder = new ProcessBuilder(command)
                .redirectError(folder.resolve("run.log").toFile());
        builder.environment().putAll(environment);
        return new RunningOutside(builder.start());
    }
}
