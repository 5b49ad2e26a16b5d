package io.centercontrol.kit.gate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.centercontrol.kit.problem.Problem;
import io.quarkus.micrometer.runtime.binder.vertx.HttpRequestMetric;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;

/** Ends a request with a problem before JAX-RS has seen it. */
@ApplicationScoped
public class ProblemAnswers {
    /**
     * The address of all such requests in the metrics: a path that a stranger made up must not be one, since a hundred of
     * them would keep the real ones out.
     */
    private static final String ADDRESS = "/refused";

    private final ObjectMapper json;

    ProblemAnswers(ObjectMapper json) {
        this.json = json;
    }

    /** Refuses for want of a good token. */
    public void challenge(RoutingContext context, String challenge, Problem problem) {
        context.response().putHeader("WWW-Authenticate", challenge);
        end(context, problem);
    }

    /** Refuses. */
    public void end(RoutingContext context, Problem problem) {
        var metric = HttpRequestMetric.getRequestMetric(context);
        if (metric != null) {
            metric.setTemplatePath(ADDRESS);
        }
        try {
            var body = json.writeValueAsString(problem);
            IncomingBody.passOver(context.request());
            problem.answers(context);
            context.response()
                    .setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(body);
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }
}
