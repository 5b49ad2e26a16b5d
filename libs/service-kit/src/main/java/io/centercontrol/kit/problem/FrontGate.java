package io.centercontrol.kit.problem;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses, before anything reads them, bodies that are too large and paths that one server understands in another way than
 * the next: encoded slashes and backslashes, path parameters, encoded control characters.
 */
@ApplicationScoped
class FrontGate {
    /** Largest usual body in bytes; {@code quarkus.http.limits.max-body-size} stands above it. */
    static final long MOST_BYTES = 1_000_000;

    private static final int BEFORE_ALL_OTHERS = 10_000;
    private static final Set<HttpMethod> WITH_BODY = Set.of(HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH);
    private static final Pattern AMBIGUOUS = Pattern.compile(";|%2f|%5c|%3b|%0|%1|%7f|\\\\");

    private final ProblemAnswers answers;
    private final List<Larger> larger;

    FrontGate(ProblemAnswers answers, BodyLimits limits) {
        this.answers = answers;
        this.larger = limits.all().values().stream()
                .map(limit -> new Larger(limit.method(), Pattern.compile(limit.path()), limit.mostBytes()))
                .toList();
    }

    /** An address whose bodies may be larger than usual. */
    private record Larger(String method, Pattern path, long mostBytes) {
        boolean fits(HttpServerRequest request) {
            return request.method().name().equals(method)
                    && request.path() != null
                    && path.matcher(request.path()).matches();
        }
    }

    static Problem tooLarge(long mostBytes) {
        return Problem.of(413, "BODY_TOO_LARGE", "The body is larger than " + mostBytes + " bytes.");
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, BEFORE_ALL_OTHERS);
    }

    private void check(RoutingContext context) {
        var path = context.request().path();
        if (path != null && AMBIGUOUS.matcher(path.toLowerCase(Locale.ROOT)).find()) {
            answers.end(
                    context,
                    Problem.of(
                            400,
                            "AMBIGUOUS_PATH",
                            "A path must not contain ';', a backslash, or an encoded slash, backslash, semicolon or"
                                    + " control character."));
        } else if (hasNoLength(context.request())) {
            // The server below cuts such a body off with an answer that says nothing.
            answers.end(
                    context, Problem.of(411, "LENGTH_REQUIRED", "Send the body with a Content-Length, not in chunks."));
        } else if (declaredLength(context) > mostBytes(context.request())) {
            answers.end(context, tooLarge(mostBytes(context.request())));
        } else {
            context.next();
        }
    }

    /** In HTTP/2 a body needs neither header to be there. */
    private static boolean hasNoLength(HttpServerRequest request) {
        return request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
                || (request.version() == HttpVersion.HTTP_2
                        && request.getHeader(HttpHeaders.CONTENT_LENGTH) == null
                        && !request.isEnded()
                        && WITH_BODY.contains(request.method()));
    }

    private long mostBytes(HttpServerRequest request) {
        return larger.stream()
                .filter(one -> one.fits(request))
                .mapToLong(Larger::mostBytes)
                .findFirst()
                .orElse(MOST_BYTES);
    }

    private static long declaredLength(RoutingContext context) {
        var length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
