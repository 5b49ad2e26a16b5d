package io.centercontrol.usage.intake.http;

import io.centercontrol.kit.audit.KnownActor;
import io.centercontrol.kit.audit.Templates;
import io.centercontrol.kit.gate.ProblemAnswers;
import io.centercontrol.kit.keys.Pace;
import io.centercontrol.kit.problem.Problem;
import io.centercontrol.kit.security.Credentials;
import io.centercontrol.usage.intake.IntakeConfig;
import io.centercontrol.usage.keys.UsageKeyRing;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What is the same at each address that a usage key opens. */
@ApplicationScoped
class KeyedDoor {
    private final UsageKeyRing ring;
    private final ProblemAnswers answers;
    private final Clock clock;
    private final Pace pace;

    KeyedDoor(UsageKeyRing ring, ProblemAnswers answers, Clock clock, IntakeConfig config) {
        this.ring = ring;
        this.answers = answers;
        this.clock = clock;
        this.pace = new Pace(config.perKeyPerSecond());
    }

    /**
     * The key with which something is sent to an address, not more often than it may be. Who sends to another one, or without a good
     * key, goes on.
     *
     * @return null when the request is somebody else's or is answered
     */
    UsageKeyRing.@Nullable Good opened(RoutingContext context, String path) {
        var request = context.request();
        var token =
                path.equals(request.path()) ? Credentials.token(request.getHeader(HttpHeaders.AUTHORIZATION)) : null;
        var key = token == null ? null : ring.find(token);
        if (key == null) {
            context.next();
            return null;
        }
        Templates.note(context, path);
        new KnownActor("usage-key/" + key.id(), key.name()).sends(context);
        if (!pace.allows(key.id(), clock.millis())) {
            context.response().putHeader(HttpHeaders.RETRY_AFTER, "1");
            answers.end(
                    context,
                    Problem.of(429, "RATE_LIMITED", "This key sends more often than it may. Try again in a second."));
            return null;
        }
        if (!request.method().equals(HttpMethod.POST)) {
            context.response().putHeader(HttpHeaders.ALLOW, HttpMethod.POST.name());
            answers.end(context, Problem.of(405, "METHOD_NOT_ALLOWED", "This address takes POST."));
            return null;
        }
        return key;
    }

    /** Behind all other gates: who comes here to an address has no good key. */
    void refuse(RoutingContext context, String path) {
        if (path.equals(context.request().path())) {
            Templates.note(context, path);
            answers.challenge(
                    context,
                    Credentials.CHALLENGE,
                    Problem.of(
                            401,
                            "USAGE_KEY_REQUIRED",
                            "Send a usage key as a bearer token in the Authorization header, one that is not revoked and has"
                                    + " not ended. A new one is known within a second."));
        } else {
            context.next();
        }
    }

    /** How the body is packed, in lower case; {@code identity} when it is not. */
    static String encoding(RoutingContext context) {
        var said = context.request().headers().getAll(HttpHeaders.CONTENT_ENCODING);
        return said.isEmpty() ? "identity" : String.join(",", said).strip().toLowerCase(Locale.ROOT);
    }
}
