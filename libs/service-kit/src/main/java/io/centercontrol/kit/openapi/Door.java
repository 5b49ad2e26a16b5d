package io.centercontrol.kit.openapi;

import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.ClassInfo;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;
import org.jspecify.annotations.Nullable;

/**
 * An operation of the document with the method that does it.
 *
 * @param method of HTTP
 */
record Door(String method, String path, Operation operation, MethodInfo code) {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final Pattern MATCHED = Pattern.compile("\\{(\\w+):[^}]*}");
    private static final DotName PATH = DotName.createSimple("jakarta.ws.rs.Path");
    private static final DotName OPERATION =
            DotName.createSimple("org.eclipse.microprofile.openapi.annotations.Operation");

    /** All that a resource class serves; what a file alone describes is complete. */
    static List<Door> all(OpenAPI document, IndexView index) {
        var methods = methods(index);
        var doors = new ArrayList<Door>();
        document.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations().forEach((method, operation) -> {
                    var code = methods.get(method + " " + path);
                    if (code != null) {
                        doors.add(new Door(method.name(), path, operation, code));
                    }
                }));
        return doors;
    }

    boolean isWrite() {
        return !method.equals("GET");
    }

    @Nullable
    AnnotationInstance annotation(Class<? extends Annotation> type) {
        return code.annotation(type);
    }

    /** The method's, or else its class's. */
    @Nullable
    AnnotationInstance said(Class<? extends Annotation> type) {
        var own = code.annotation(type);
        return own == null ? code.declaringClass().declaredAnnotation(type) : own;
    }

    List<Parameter> parameters() {
        return Objects.requireNonNullElse(operation.getParameters(), List.of());
    }

    @Nullable
    Parameter parameter(String name) {
        return parameters().stream()
                .filter(one -> name.equals(one.getName()))
                .findFirst()
                .orElse(null);
    }

    private static Map<String, MethodInfo> methods(IndexView index) {
        var methods = new HashMap<String, MethodInfo>();
        for (var method : METHODS) {
            index.getAnnotations(DotName.createSimple("jakarta.ws.rs." + method)).stream()
                    .map(AnnotationInstance::target)
                    .filter(target -> target.kind() == AnnotationTarget.Kind.METHOD)
                    .map(AnnotationTarget::asMethod)
                    .filter(code -> !isHidden(code))
                    .forEach(code -> resources(code, index)
                            .forEach(resource -> methods.put(method + " " + address(resource, code), code)));
        }
        return methods;
    }

    private static boolean isHidden(MethodInfo code) {
        var said = code.annotation(OPERATION);
        return said != null
                && said.value("hidden") != null
                && said.value("hidden").asBoolean();
    }

    /** The classes that serve a method: its own, or those that inherit it. */
    private static Stream<ClassInfo> resources(MethodInfo code, IndexView index) {
        var own = code.declaringClass();
        return own.isAbstract() ? index.getAllKnownSubclasses(own.name()).stream() : Stream.of(own);
    }

    /** As the document has it: what a parameter must match stands in its schema there, and not in the path. */
    private static String address(ClassInfo resource, MethodInfo code) {
        var parts = Stream.of(resource.declaredAnnotation(PATH), code.annotation(PATH))
                .filter(Objects::nonNull)
                .map(annotation -> annotation.value().asString())
                .flatMap(path -> Stream.of(path.split("/")))
                .filter(part -> !part.isEmpty())
                .toList();
        return MATCHED.matcher("/" + String.join("/", parts)).replaceAll("{$1}");
    }
}
