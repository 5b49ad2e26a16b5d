package io.centercontrol.parts;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the build has put the parts.
 *
 * @param root the repository's root folder, absolute
 */
public record PartsHome(Path root) {
    public PartsHome {
        root = root.toAbsolutePath().normalize();
    }

    /**
     * The repository that this process belongs to: the system property {@code cc.root}, else the nearest folder above
     * the working folder that holds {@code deploy/parts}.
     *
     * @throws IllegalStateException when there is none
     */
    public static PartsHome locate() {
        var told = System.getProperty("cc.root");
        if (told != null) {
            return new PartsHome(Path.of(told));
        }
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isDirectory(folder.resolve("deploy/parts"))) {
                return new PartsHome(folder);
            }
        }
        throw new IllegalStateException("no folder above " + Path.of("").toAbsolutePath()
                + " holds deploy/parts; set -Dcc.root to the repository's root");
    }

    /** Jars of the broker. */
    public Path kafka() {
        return built("kafka", "lib");
    }

    /** Jars of the Connect worker. */
    public Path connect() {
        return built("connect", "lib");
    }

    /** Folder of Connect plugins. */
    public Path plugins() {
        return built("debezium", "plugins");
    }

    /** Folder that holds the packed PostgreSQL binaries. */
    public Path postgres() {
        return built("postgres", "jar");
    }

    /** The unpacked schema registry. */
    public Path registry() {
        return built("registry", "registry");
    }

    /** Connector templates. */
    public Path connectors() {
        return root.resolve("deploy/connect");
    }

    private Path built(String part, String folder) {
        var path = root.resolve("deploy/parts").resolve(part).resolve("target").resolve(folder);
        if (!Files.isDirectory(path)) {
            throw new IllegalStateException(
                    "the part '" + part + "' is not built: " + path + " is missing; run: mvn package -DskipTests");
        }
        return path;
    }
}
