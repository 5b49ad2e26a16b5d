package io.centercontrol.outside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * A local repository that has what is published now, whatever else the machine's own one has of us, and everything of others that
 * is there: nothing is fetched, and nothing of ours is left behind on the machine.
 */
final class PublishedRepository {
    private final Path root;
    private final Path published;

    private PublishedRepository(Path root, Path published) {
        this.root = root;
        this.published = published;
    }

    /**
     * Lays it out anew.
     *
     * @param machine the machine's own local repository
     * @param published ours, in a repository's layout
     */
    static PublishedRepository make(Path root, Path machine, Path published) {
        try {
            Files.createDirectories(root.resolve("io"));
            link(machine, root);
            link(machine.resolve("io"), root.resolve("io"));
            Files.createSymbolicLink(root.resolve("io/centercontrol"), published.resolve("io/centercontrol"));
            return new PublishedRepository(root, published);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void link(Path from, Path to) throws IOException {
        try (var entries = Files.list(from)) {
            for (var entry : entries.toList()) {
                var name = entry.getFileName().toString();
                if (!name.equals("io") && !name.equals("centercontrol")) {
                    Files.createSymbolicLink(to.resolve(name), entry.toAbsolutePath());
                }
            }
        }
    }

    Path root() {
        return root;
    }

    List<Path> poms() {
        return files(".pom");
    }

    List<Path> jars() {
        return files(".jar");
    }

    private List<Path> files(String ending) {
        try (Stream<Path> files = Files.walk(published)) {
            return files.filter(file -> file.toString().endsWith(ending)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
