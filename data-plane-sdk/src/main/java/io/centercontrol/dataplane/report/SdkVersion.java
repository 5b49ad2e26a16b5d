package io.centercontrol.dataplane.report;

import java.io.IOException;
import java.util.Properties;

/** The version of this SDK, as its build wrote it down. */
final class SdkVersion {
    static final String TEXT = read();

    private SdkVersion() {}

    private static String read() {
        try (var in = SdkVersion.class.getResourceAsStream("/io/centercontrol/dataplane/sdk.properties")) {
            var properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "unknown");
        } catch (IOException e) {
            return "unknown";
        }
    }
}
