package io.centercontrol.kit.rest;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.jboss.jandex.AnnotationInstance;
import org.jboss.jandex.AnnotationTarget;
import org.jboss.jandex.DotName;
import org.jboss.jandex.IndexView;
import org.jboss.jandex.MethodInfo;

/** Says of every write in the API's description which of {@code wait}, {@code timeout} and {@code dryRun} it takes. */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class WriteParameters implements OASFilter {
    /** Says of a write in the description why it cannot be waited for. */
    public static final String CANNOT_WAIT = "x-cannot-wait";

    /** Says of a write in the description why it cannot be tried. */
    public static final String CANNOT_DRY_RUN = "x-cannot-dry-run";

    private static final DotName PATH = DotName.createSimple("jakarta.ws.rs.Path");

    private final Map<String, MethodInfo> methods = new HashMap<>();

    public WriteParameters(IndexView index) {
        for (var method : List.of("POST", "PUT", "PATCH", "DELETE")) {
            index.getAnnotations(DotName.createSimple("jakarta.ws.rs." + method)).stream()
                    .map(AnnotationInstance::target)
                    .filter(target -> target.kind() == AnnotationTarget.Kind.METHOD)
                    .map(AnnotationTarget::asMethod)
                    .forEach(found -> methods.put(method + " " + address(found), found));
        }
    }

    @Override
    public void filterOpenAPI(OpenAPI openApi) {
        openApi.getPaths()
                .getPathItems()
                .forEach((path, item) -> item.getOperations()
                        .forEach((method, operation) -> describe(methods.get(method + " " + path), method, operation)));
    }

    private static void describe(
            @org.jspecify.annotations.Nullable MethodInfo found, PathItem.HttpMethod method, Operation operation) {
        if (found == null || !Waiting.isWrite(method.name())) {
            return;
        }
        var cannotWait = found.annotation(CannotWait.class);
        if (cannotWait == null) {
            add(
                    operation,
                    "wait",
                    "applied: answers when every instance is past the change. effective: when none could"
                            + " still serve without it.",
                    List.of("none", "applied", "effective"));
            add(
                    operation,
                    "timeout",
                    "How long to wait at most, such as 500ms, 10s or 1m; 10s unless said.",
                    List.of());
        } else {
            refuse(operation, CANNOT_WAIT, "Cannot be waited for: ", cannotWait);
        }
        var cannotTry = found.annotation(CannotDryRun.class);
        if (cannotTry == null) {
            add(operation, "dryRun", "true: all of the work, rolled back.", List.of("true", "false"));
        } else {
            refuse(operation, CANNOT_DRY_RUN, "Cannot be tried: ", cannotTry);
        }
    }

    private static void add(Operation operation, String name, String description, List<Object> values) {
        var parameters = operation.getParameters();
        if (parameters != null && parameters.stream().anyMatch(one -> name.equals(one.getName()))) {
            return;
        }
        var schema = OASFactory.createSchema().addType(SchemaType.STRING);
        values.forEach(schema::addEnumeration);
        operation.addParameter(OASFactory.createParameter()
                .name(name)
                .in(Parameter.In.QUERY)
                .description(description)
                .schema(schema));
    }

    private static void refuse(Operation operation, String extension, String beginning, AnnotationInstance said) {
        var why = said.value().asString();
        operation.addExtension(extension, why);
        var description = operation.getDescription();
        operation.setDescription((description == null ? "" : description + " ") + beginning + why);
    }

    private static String address(MethodInfo method) {
        var parts = Stream.of(method.declaringClass().declaredAnnotation(PATH), method.annotation(PATH))
                .filter(java.util.Objects::nonNull)
                .map(annotation -> annotation.value().asString())
                .flatMap(path -> Stream.of(path.split("/")))
                .filter(part -> !part.isEmpty())
                .toList();
        return "/" + String.join("/", parts);
    }
}
