package io.centercontrol.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * What a stack keeps on disk.
 *
 * @param home root of it, absolute; readable by its owner alone
 */
public record Folders(Path home) {
    public Folders {
        home = home.toAbsolutePath().normalize();
    }

    /** Makes the folders that are missing. */
    public Folders create() throws IOException {
        makePrivate(home);
        makePrivate(secrets());
        Files.createDirectories(logs());
        Files.createDirectories(run());
        return this;
    }

    /** Passwords and keys: mode 700. */
    public Path secrets() {
        return home.resolve("secrets");
    }

    /** One log a process. */
    public Path logs() {
        return home.resolve("logs");
    }

    /** Which process is which; of no worth once nothing runs. */
    public Path run() {
        return home.resolve("run");
    }

    /** The data of one part or service. */
    public Path data(String name) {
        return home.resolve("data").resolve(name);
    }

    public Path log(String name) {
        return logs().resolve(name + ".log");
    }

    private static void makePrivate(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
    }
}
