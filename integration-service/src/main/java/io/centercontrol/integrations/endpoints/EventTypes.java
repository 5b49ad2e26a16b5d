package io.centercontrol.integrations.endpoints;

import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/** All types of events that the platform tells, each with a sentence: {@code META-INF/event-types.properties}. */
@Singleton
public class EventTypes {
    /** The type of an event that says that somebody tries an endpoint. */
    public static final String TEST = "webhook.test";

    private static final String FILE = "META-INF/event-types.properties";

    private final SortedMap<String, String> all = read();

    /** Type and what it says. */
    public SortedMap<String, String> all() {
        return all;
    }

    private static SortedMap<String, String> read() {
        try (var file = Objects.requireNonNull(EventTypes.class.getClassLoader().getResourceAsStream(FILE), FILE)) {
            var properties = new Properties();
            properties.load(new InputStreamReader(file, StandardCharsets.UTF_8));
            var types = new TreeMap<String, String>();
            properties.forEach((type, words) -> types.put((String) type, (String) words));
            return types;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + FILE, e);
        }
    }
}
