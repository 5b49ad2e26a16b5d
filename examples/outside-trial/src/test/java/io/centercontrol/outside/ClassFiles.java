package io.centercontrol.outside;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarFile;
import java.util.zip.ZipFile;

/** Reads of which Java version the classes of a jar are. */
final class ClassFiles {
    static final int JAVA_21 = 65;

    private static final Runtime.Version READ_BY = Runtime.Version.parse("21");

    private ClassFiles() {}

    /** The major version of the newest class that a Java 21 would load; 45, that of the first Java, when there is none. */
    static int newestIn(Path jar) throws IOException {
        var newest = 45;
        try (var file = new JarFile(jar.toFile(), false, ZipFile.OPEN_READ, READ_BY)) {
            for (var entry : file.versionedStream().toList()) {
                if (entry.getName().endsWith(".class")) {
                    try (var in = new DataInputStream(file.getInputStream(entry))) {
                        in.readInt();
                        in.readUnsignedShort();
                        newest = Math.max(newest, in.readUnsignedShort());
                    }
                }
            }
        }
        return newest;
    }
}
