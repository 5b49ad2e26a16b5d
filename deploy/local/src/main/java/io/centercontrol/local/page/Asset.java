package io.centercontrol.local.page;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * A file of the page, from the class path: ours, or of Swagger UI's jar. No other file can be asked for.
 *
 * @param type its media type
 */
record Asset(String type, byte[] bytes) {
    private static final Map<String, String> TYPES = Map.of(
            "html",
            "text/html; charset=utf-8",
            "js",
            "text/javascript; charset=utf-8",
            "css",
            "text/css; charset=utf-8");
    private static final Map<String, String> OURS = Map.of("/", "index.html", "/page.js", "page.js");
    private static final Map<String, String> SWAGGER = Map.of(
            "/swagger-ui.css", "swagger-ui.css",
            "/swagger-ui-bundle.js", "swagger-ui-bundle.js",
            "/swagger-ui-standalone-preset.js", "swagger-ui-standalone-preset.js");

    /** What is served at a path; null when nothing is. */
    static @Nullable Asset at(String path) throws IOException {
        var ours = OURS.get(path);
        if (ours != null) {
            return read("/page/" + ours);
        }
        var theirs = SWAGGER.get(path);
        return theirs == null ? null : read("/META-INF/resources/webjars/swagger-ui/" + version() + "/" + theirs);
    }

    private static Asset read(String resource) throws IOException {
        try (var in = Objects.requireNonNull(Asset.class.getResourceAsStream(resource), resource)) {
            var type = Objects.requireNonNull(TYPES.get(resource.substring(resource.lastIndexOf('.') + 1)));
            return new Asset(type, in.readAllBytes());
        }
    }

    /** The jar's files stand in a folder that is called by its version. */
    private static String version() throws IOException {
        var properties = new Properties();
        var resource = "/META-INF/maven/org.webjars/swagger-ui/pom.properties";
        try (var in = Objects.requireNonNull(Asset.class.getResourceAsStream(resource), resource)) {
            properties.load(in);
        }
        return properties.getProperty("version");
    }
}
