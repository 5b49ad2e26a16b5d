package io.centercontrol.chaos.proof;

import io.centercontrol.parts.Trees;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeModel;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** A built service with one class of the data-plane SDK that does something else than was written. */
final class AlteredApp {
    private static final String SDK = "data-plane-sdk-0";
    private static final long AHEAD = 1_000;

    private AlteredApp() {}

    /** How one class is bent. Sets the flag when it found what it bends. */
    interface Bend {
        ClassTransform transform(AtomicBoolean found);
    }

    /** The method says yes, whatever it is asked. */
    static Bend yes(String method) {
        return found ->
                ClassTransform.transformingMethods(candidate -> is(candidate, method, found), (builder, element) -> {
                    if (element instanceof CodeModel) {
                        builder.withCode(code -> code.iconst_1().ireturn());
                    } else {
                        builder.with(element);
                    }
                });
    }

    /** Whatever long the named accessor gives to the class, the class makes it larger by a thousand. */
    static Bend ahead(String accessor) {
        return found -> ClassTransform.transformingMethodBodies((builder, element) -> {
            builder.with(element);
            if (element instanceof InvokeInstruction call && call.name().equalsString(accessor)) {
                found.set(true);
                builder.loadConstant(AHEAD).ladd();
            }
        });
    }

    /**
     * Makes the altered app.
     *
     * @param app the built one; it is left as it is
     * @param into a folder that is emptied first
     * @param type the class, as its file is called in the jar
     * @throws IOException also when there is nothing of that name to bend any more
     */
    static Path make(Path app, Path into, String type, Bend bend) throws IOException {
        Trees.delete(into);
        Files.createDirectories(into.getParent());
        try (var files = Files.walk(app)) {
            for (var file : (Iterable<Path>) files::iterator) {
                var copy = into.resolve(app.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
        try (var jars = Files.list(into.resolve("lib/main"))) {
            var jar = jars.filter(file -> file.getFileName().toString().contains(SDK))
                    .findFirst()
                    .orElseThrow(() -> new IOException("the app does not hold the SDK"));
            alter(jar, type, bend);
        }
        return into;
    }

    private static void alter(Path jar, String type, Bend bend) throws IOException {
        var found = new AtomicBoolean();
        try (var inside = FileSystems.newFileSystem(jar)) {
            var file = inside.getPath(type + ".class");
            var classes = ClassFile.of();
            var model = classes.parse(Files.readAllBytes(file));
            Files.write(file, classes.transformClass(model, bend.transform(found)));
        }
        if (!found.get()) {
            throw new IOException("there is nothing left in " + type + " to bend so; the fault must be written anew");
        }
    }

    private static boolean is(MethodModel method, String name, AtomicBoolean found) {
        var same = method.methodName().equalsString(name);
        if (same) {
            found.set(true);
        }
        return same;
    }
}
