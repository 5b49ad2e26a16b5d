package io.centercontrol.kit.rest;

import io.centercontrol.kernel.Refusal;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses a parameter of the query that nobody would look at: a misspelt {@code dryRun} would be the real thing, a misspelt
 * filter a list of everything. Known are those that a resource's method declares, and on a write those that the kit obeys.
 */
public class KnownParameters {
    private static final List<String> OF_WRITES = List.of("dryRun", "timeout", "wait");

    private final RoutingContext request;
    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    KnownParameters(RoutingContext request) {
        this.request = request;
    }

    @ServerRequestFilter
    void check(ContainerRequestContext context, ResourceInfo resource) {
        if (request.queryParams().isEmpty()) {
            return;
        }
        var wrong = Query.unknown(
                request,
                known.computeIfAbsent(
                        resource.getResourceMethod(), method -> of(method, Waiting.isWrite(context.getMethod()))));
        if (!wrong.isEmpty()) {
            throw new Refusal.Invalid(wrong).asException();
        }
    }

    /** The parameters that a resource's method knows, found whatever the case of their names. */
    static Set<String> of(Method method, boolean isWrite) {
        var all = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        for (var parameter : method.getParameters()) {
            declared(parameter, parameter.getName(), parameter.getType(), all);
        }
        if (isWrite) {
            all.addAll(OF_WRITES);
        }
        return all;
    }

    private static void declared(AnnotatedElement element, String name, Class<?> type, Set<String> all) {
        var ofRest = element.getAnnotation(RestQuery.class);
        var ofJaxRs = element.getAnnotation(QueryParam.class);
        if (ofRest != null) {
            all.add(ofRest.value().isEmpty() ? name : ofRest.value());
        } else if (ofJaxRs != null) {
            all.add(ofJaxRs.value());
        } else if (element.isAnnotationPresent(BeanParam.class)) {
            for (var field : type.getDeclaredFields()) {
                declared(field, field.getName(), field.getType(), all);
            }
        }
    }
}
