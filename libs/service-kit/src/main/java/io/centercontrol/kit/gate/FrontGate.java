package io.centercontrol.kit.gate;

import io.centercontrol.kit.problem.Problem;
import io.centercontrol.kit.security.Credentials;
import io.quarkus.arc.All;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.MultiMap;
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
import org.jspecify.annotations.Nullable;

/**
 * Refuses, before anything reads them, bodies that are too large and paths that one server understands in another way than
 * the next: encoded slashes and backslashes, path parameters, encoded control characters, what is no UTF-8; what is no media
 * type; what has not the form of a bearer token. Makes the one reading of the query that all others go by, and of what is a
 * {@linkplain TextSegment text} in a path.
 */
@ApplicationScoped
class FrontGate {
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final List<CharSequence> CONDITIONS = List.of(HttpHeaders.IF_MATCH, HttpHeaders.IF_NONE_MATCH);
    private static final Pattern AMBIGUOUS = Pattern.compile(";|%2f|%5c|%3b|%0|%1|%7f|\\\\");

    /** Far above what is in use; patterns go deeper with each character. */
    private static final int LONGEST_MEDIA_TYPE = 200;

    private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]++";
    private static final String VALUE = "(?:" + TOKEN + "|\"(?:[^\"\\\\]|\\\\.)*+\")";
    private static final Pattern MEDIA_TYPE =
            Pattern.compile(TOKEN + "/" + TOKEN + "(?:[ \t]*+;[ \t]*+(?:" + TOKEN + "=" + VALUE + ")?+)*+");

    private final ProblemAnswers answers;
    private final List<Larger> larger;
    private final List<TextSegment> texts;

    FrontGate(ProblemAnswers answers, BodyLimits limits, @All List<TextSegment> texts) {
        this.answers = answers;
        this.texts = List.copyOf(texts);
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

    void register(@Observes Filters filters) {
        filters.register(this::check, GateOrder.FRONT.priority());
    }

    private void check(RoutingContext context) {
        var request = context.request();
        var problem = path(context);
        if (problem == null) {
            problem = problem(request);
        }
        if (problem != null) {
            answers.end(context, problem);
            return;
        }
        CONDITIONS.forEach(name -> join(request.headers(), name));
        switch (Credentials.form(request.headers().getAll(HttpHeaders.AUTHORIZATION))) {
            case NONE, BEARER -> read(context);
            case FOREIGN -> answers.challenge(context, Credentials.CHALLENGE, Problem.tokenRequired());
            case MALFORMED -> answers.challenge(context, Credentials.INVALID_TOKEN, Problem.tokenInvalid());
        }
    }

    /** A list may come in several lines (RFC 9110, 5.3); whoever asks for a header gets the first. */
    private static void join(MultiMap headers, CharSequence name) {
        var lines = headers.getAll(name);
        if (lines.size() > 1) {
            headers.set(name, String.join(", ", lines));
        }
    }

    /** Puts the one reading of the query in the place that all look at. */
    private void read(RoutingContext context) {
        var query = context.request().query();
        if (query != null && !query.isEmpty()) {
            try {
                var parameters = QueryReading.parameters(
                        query, !READS.contains(context.request().method()));
                var all = context.queryParams().clear();
                parameters.forEach(one -> all.add(one.name(), one.value()));
            } catch (QueryReading.UnreadableException e) {
                answers.end(context, Problem.of(400, "INVALID_PARAMETER", String.valueOf(e.getMessage())));
                return;
            }
        }
        context.next();
    }

    private @Nullable Problem path(RoutingContext context) {
        var path = context.request().path() == null ? "" : context.request().path();
        try {
            for (var one : texts) {
                var segment = one.in(path);
                if (segment != null) {
                    return text(context, segment);
                }
            }
            if (AMBIGUOUS.matcher(path.toLowerCase(Locale.ROOT)).find()) {
                return ambiguous(
                        "A path must not contain ';', a backslash, or an encoded slash, backslash, semicolon or"
                                + " control character.");
            }
            QueryReading.path(path);
            return null;
        } catch (QueryReading.UnreadableException e) {
            return Problem.of(400, "INVALID_PATH", String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Problem text(RoutingContext context, String segment)
            throws QueryReading.UnreadableException {
        var text = TextSegment.read(segment);
        if (TextSegment.isAmbiguous(segment, text)) {
            return ambiguous(
                    "The last part of this path is a text: ';' and backslashes in it must be percent-encoded, and"
                            + " it has no control character, and neither '.' nor '..' alone between slashes.");
        }
        TextSegment.note(context, text);
        return null;
    }

    private static Problem ambiguous(String detail) {
        return Problem.of(400, "AMBIGUOUS_PATH", detail);
    }

    private @Nullable Problem problem(HttpServerRequest request) {
        if (!isMediaType(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
            return Problem.mediaType();
        }
        // Others are counted while they are read.
        if (hasNoLength(request) && mostBytes(request) > IncomingBody.MOST_BYTES) {
            return Problem.of(411, "LENGTH_REQUIRED", "Send the body with a Content-Length, not in chunks.");
        }
        return declaredLength(request) > mostBytes(request) ? Problem.tooLarge(mostBytes(request)) : null;
    }

    /** RFC 9110, 8.3.1. Where two methods stand at one address, the framework fails with anything else. */
    private static boolean isMediaType(@Nullable String type) {
        return type == null
                || (type.length() <= LONGEST_MEDIA_TYPE
                        && MEDIA_TYPE.matcher(type).matches());
    }

    /** In HTTP/2 a body needs neither header to be there. */
    private static boolean hasNoLength(HttpServerRequest request) {
        return request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
                || (request.version() == HttpVersion.HTTP_2
                        && request.getHeader(HttpHeaders.CONTENT_LENGTH) == null
                        && !request.isEnded()
                        && !READS.contains(request.method()));
    }

    private long mostBytes(HttpServerRequest request) {
        return larger.stream()
                .filter(one -> one.fits(request))
                .mapToLong(Larger::mostBytes)
                .findFirst()
                .orElse(IncomingBody.MOST_BYTES);
    }

    /** Whether nobody can tell how much of a body is still to come, or it is too much to be read for nothing. */
    static boolean isUnbounded(HttpServerRequest request) {
        return request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null
                || declaredLength(request) > IncomingBody.MOST_BYTES;
    }

    private static long declaredLength(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? 0 : Long.parseLong(length);
        } catch (NumberFormatException e) {
            return 0;
        }
    }
}
