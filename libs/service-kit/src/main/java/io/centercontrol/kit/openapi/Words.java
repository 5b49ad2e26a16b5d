package io.centercontrol.kit.openapi;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jspecify.annotations.Nullable;

/** What is said of types, of their parts and of parameters: in docstrings, and in the files of words of kit and service. */
final class Words {
    /** What parameters and properties mean, by their names; a service has its own beside the kit's. */
    private static final String RESOURCE = "META-INF/openapi-words.properties";

    private final Map<String, String> docstrings = read(Docstrings.RESOURCE);
    private final Map<String, String> names = read(RESOURCE);

    /** What is said of a type: in its docstring, or else in a file, of one whose sources are elsewhere. */
    @Nullable
    String ofType(ClassInfo type) {
        var own = docstrings.get(type.name().toString());
        return own == null ? names.get("type." + type.simpleName()) : own;
    }

    /** What is said of a record's component: in its docstring, or else of all that are called like it. */
    @Nullable
    String ofProperty(DotName type, String name) {
        var own = docstrings.get(type + "#" + name);
        return own == null ? names.get("property." + name) : sentence(own);
    }

    /** What is said of a query parameter or a header wherever it comes. */
    @Nullable
    String ofParameter(String name) {
        return names.get("parameter." + name);
    }

    /** What stands in a place of a path, by the segment before it. */
    @Nullable
    String ofPlace(String segment, String name) {
        var own = names.get("path." + segment + "." + name);
        return own == null ? names.get("path." + name) : own;
    }

    /** A tag of a docstring begins in the middle of a sentence. */
    private static String sentence(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1) + (text.endsWith(".") ? "" : ".");
    }

    private static Map<String, String> read(String resource) {
        var all = new HashMap<String, String>();
        try {
            var loader = Thread.currentThread().getContextClassLoader();
            for (var url : java.util.Collections.list(loader.getResources(resource))) {
                try (var in = new InputStreamReader(url.openStream(), StandardCharsets.UTF_8)) {
                    var properties = new Properties();
                    properties.load(in);
                    properties.forEach((key, value) -> all.put((String) key, (String) value));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
