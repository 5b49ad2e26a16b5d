package io.centercontrol.kit.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Refuses, before anything reads them, bodies that are too large and paths that one server understands in another way than
 * the next: encoded slashes and backslashes, path parameters, encoded control characters.
 */
@ApplicationScoped
class FrontGate {
    /** Largest accepted body in bytes; {@code quarkus.http.limits.max-body-size} stands a little above it. */
    static final long MOST_BYTES = 1_000_000;

    private static final int BEFORE_ALL_OTHERS = 10_000;
    private static final Pattern AMBIGUOUS = Pattern.compile(";|%2f|%5c|%3b|%0|%1|%7f|\\\\");

    private final ObjectMapper json;

    FrontGate(ObjectMapper json) {
        this.json = json;
    }

    static Problem tooLarge() {
        return Problem.of(413, "BODY_TOO_LARGE", "The body is larger than " + MOST_BYTES + " bytes.");
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL_OTHERS);
    }

    private void check(RoutingContext context) {
        var path = context.request().path();
        if (path != null && AMBIGUOUS.matcher(path.toLowerCase(Locale.ROOT)).find()) {
            end(
                    context,
                    Problem.of(
                            400,
                            "AMBIGUOUS_PATH",
                            "A path must not contain ';', a backslash, or an encoded slash, backslash, semicolon or"
                                    + " control character."));
        } else if (context.request().getHeader(HttpHeaders.TRANSFER_ENCODING) != null) {
            // The server below cuts such a body off with an answer that says nothing.
            end(context, Problem.of(411, "LENGTH_REQUIRED", "Send the body with a Content-Length, not in chunks."));
        } else if (declaredLength(context) > MOST_BYTES) {
            end(context, tooLarge());
        } else {
            context.next();
        }
    }

    private static long declaredLength(RoutingContext context) {
        var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0;
        }
    }

    private void end(RoutingContext context, Problem problem) {
        try {
            context.response()
                    .setStatusCode(problem.status())
                    .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
                    // The rest of the body is not read, so the connection cannot be used again.
                    .putHeader(HttpHeaders.CONNECTION, "close")
                    .end(json.writeValueAsString(problem));
        } catch (JsonProcessingException e) {
            context.fail(e);
        }
    }
}
