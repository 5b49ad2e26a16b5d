package io.centercontrol.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The schema versions that were ever released, as they stand in {@code published/<name>/<number>.avsc}. A released file
 * never changes: there may be data of it on disks that nobody can see from here.
 */
public final class PublishedSchemas {
    private PublishedSchemas() {}

    /** A released version; {@code number} counts from 1. */
    public record Version(String name, int number, String text) {}

    /** All released versions of a schema, oldest first. */
    public static List<Version> all(String name) {
        var versions = new ArrayList<Version>();
        for (var number = 1; ; number++) {
            var text = read("/published/" + name + "/" + number + ".avsc");
            if (text == null) {
                return List.copyOf(versions);
            }
            versions.add(new Version(name, number, text));
        }
    }

    /**
     * The newest released version.
     *
     * @throws IllegalStateException when none was released
     */
    public static Version newest(String name) {
        var versions = all(name);
        if (versions.isEmpty()) {
            throw new IllegalStateException("no version of the schema '" + name + "' is published");
        }
        return versions.getLast();
    }

    private static @Nullable String read(String resource) {
        try (InputStream in = PublishedSchemas.class.getResourceAsStream(resource)) {
            return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }
}
