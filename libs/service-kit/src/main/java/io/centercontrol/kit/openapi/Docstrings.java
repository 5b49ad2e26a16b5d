package io.centercontrol.kit.openapi;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * A step of the build: takes out of the sources what docstrings say of types and of records' components, so that the OpenAPI
 * document can say it too. A compiler leaves no docstring in a class.
 */
public final class Docstrings {
    /** Where it stands on the class path; a key is the name of a class, with {@code #component} behind it for a part. */
    static final String RESOURCE = "META-INF/docstrings.properties";

    private final Map<String, String> found = new TreeMap<>();

    private Docstrings() {}

    /** Writes what stands in the sources below some folders into a folder of classes, which is the first of them. */
    public static void main(String... args) throws IOException {
        var docstrings = new Docstrings();
        for (var folder : List.of(args).subList(1, args.length)) {
            docstrings.read(Path.of(folder));
        }
        var file = Path.of(args[0]).resolve(RESOURCE);
        Files.createDirectories(file.getParent());
        Files.write(
                file,
                docstrings.found.entrySet().stream()
                        .map(one -> one.getKey() + '=' + escaped(one.getValue()))
                        .toList());
    }

    private void read(Path folder) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var files = compiler.getStandardFileManager(null, null, null);
                var tree = Files.walk(folder)) {
            var sources = tree.filter(path -> path.toString().endsWith(".java")).toList();
            var task = (JavacTask) compiler.getTask(
                    null, files, null, List.of("-proc:none"), null, files.getJavaFileObjectsFromPaths(sources));
            var docs = DocTrees.instance(task);
            for (var unit : task.parse()) {
                new Types(docs, unit).scan(unit, null);
            }
        }
    }

    /** Goes through the types of a file. */
    private final class Types extends TreePathScanner<@Nullable Void, @Nullable Void> {
        private final DocTrees docs;
        private final String home;
        private final List<String> within = new ArrayList<>();

        Types(DocTrees docs, CompilationUnitTree unit) {
            this.docs = docs;
            this.home = unit.getPackageName() == null ? "" : unit.getPackageName() + ".";
        }

        @Override
        public @Nullable Void visitClass(ClassTree type, @Nullable Void nothing) {
            within.add(type.getSimpleName().toString());
            var comment = docs.getDocCommentTree(getCurrentPath());
            if (comment != null) {
                note(home + String.join("$", within), comment);
            }
            super.visitClass(type, nothing);
            within.removeLast();
            return null;
        }
    }

    private void note(String name, DocCommentTree comment) {
        found.put(name, text(comment.getFirstSentence()));
        for (var tag : comment.getBlockTags()) {
            if (tag instanceof ParamTree param && !param.isTypeParameter()) {
                found.put(name + '#' + param.getName(), text(param.getDescription()));
            }
        }
    }

    private static String text(List<? extends DocTree> parts) {
        return parts.stream()
                .map(part -> switch (part) {
                    case LiteralTree literal -> '`' + literal.getBody().getBody() + '`';
                    case LinkTree link -> '`' + link.getReference().getSignature() + '`';
                    default -> part.toString();
                })
                .collect(Collectors.joining())
                .replaceAll("\\s+", " ")
                .strip();
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\");
    }
}
