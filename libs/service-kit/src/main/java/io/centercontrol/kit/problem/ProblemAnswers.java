package io.centercontrol.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.micrometer.runtime.binder.vertx.HttpRequestMetric;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicLong;

/** Ends a request with a problem before JAX-RS has seen it. */
@ApplicationScoped
class ProblemAnswers {
    /**
     * The address of all such requests in the metrics: a path that a stranger made up must not be one, since a hundred of
     * them would keep the real ones out.
     */
    private static final String ADDRESS = "/refused";

    /** HTTP/2's NO_ERROR: the answer is whole, and the rest of the body is not wanted (RFC 9113, 8.1). */
    private static final long NO_ERROR = 0;

    private final ObjectMapper json;

    ProblemAnswers(ObjectMapper json) {
        this.json = json;
    }

    /** Refuses for want of a good token. */
    void challenge(RoutingContext context, String challenge, Problem problem) {
        context.response().putHeader("WWW-Authenticate", challenge);
        end(context, problem);
    }

    void end(RoutingContext context, Problem problem) {
        var metric = HttpRequestMetric.getRequestMetric(context);
        if (metric != null) {
            metric.setTemplatePath(ADDRESS);
        }
        try {
            var body = json.writeValueAsString(problem);
            passOver(context.request());
            context.response()
                    .setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    .end(body);
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }

    /**
     * A body of usual size is read and thrown away, so that the connection can be used on. Another one is not waited for: in
     * HTTP/1.1 the connection ends, which HTTP/2 has no header for (RFC 9113, 8.2.2); there its stream does.
     */
    private static void passOver(HttpServerRequest request) {
        if (request.version() != HttpVersion.HTTP_2 && FrontGate.isUnbounded(request)) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            return;
        }
        if (!request.isEnded()) {
            var read = new AtomicLong();
            request.handler(piece -> {
                if (read.addAndGet(piece.length()) > FrontGate.MOST_BYTES && request.version() == HttpVersion.HTTP_2) {
                    request.response().reset(NO_ERROR);
                }
            });
            request.resume();
        }
    }
}
