package io.centercontrol.dataplane.quarkus;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Ends a request with a problem. Has no stack trace: a refusal is no defect. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final @Nullable Duration retryAfter;

    /** Ends the request for good. */
    public ProblemException(Problem problem) {
        this(problem, null);
    }

    /** Ends the request, and says when the same one may succeed. */
    public ProblemException(Problem problem, @Nullable Duration retryAfter) {
        super(problem.code() + ": " + problem.detail(), null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    /** As many seconds as it takes at least: who comes back too early is refused again. */
    static long wholeSeconds(Duration time) {
        return time.plusMillis(999).toSeconds();
    }

    /** What is wrong. */
    public Problem problem() {
        return problem;
    }

    /** The answer. */
    public Response response() {
        var response =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (retryAfter != null) {
            response.header(HttpHeaders.RETRY_AFTER, wholeSeconds(retryAfter));
        }
        if (problem.status() == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return response.build();
    }
}
