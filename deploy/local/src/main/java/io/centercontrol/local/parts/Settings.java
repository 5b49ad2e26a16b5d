package io.centercontrol.local.parts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Properties files that a part reads at its start. */
final class Settings {
    private Settings() {}

    static Path write(Path file, Map<String, String> settings) throws IOException {
        Files.createDirectories(file.getParent());
        var text = new StringBuilder("# Written at every start; changes here are lost.\n");
        new TreeMap<>(settings)
                .forEach((name, value) -> text.append(name)
                        .append('=')
                        .append(value.replace("\\", "\\\\"))
                        .append('\n'));
        return Files.writeString(file, text);
    }
}
