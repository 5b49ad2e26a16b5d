package io.centercontrol.kit.gate;

import io.centercontrol.kit.problem.Problem;
import io.centercontrol.kit.security.Credentials;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Shows the API's description to whoever has a token. Outside of JAX-RS Quarkus would refuse with an empty body. */
@ApplicationScoped
class DocumentGate {
    private static final String DOCUMENT = "/q/openapi";

    /** Quarkus puts who it is into the context at 200. */
    private static final int AFTER_AUTHENTICATION = 150;

    private final ProblemAnswers answers;

    DocumentGate(ProblemAnswers answers) {
        this.answers = answers;
    }

    void register(@Observes Filters filters) {
        filters.register(this::check, AFTER_AUTHENTICATION);
    }

    private void check(RoutingContext context) {
        var path = context.normalizedPath();
        if (path == null || !path.startsWith(DOCUMENT)) {
            context.next();
            return;
        }
        QuarkusHttpUser.getSecurityIdentity(context, null)
                .subscribe()
                .with(
                        identity -> {
                            if (identity == null || identity.isAnonymous()) {
                                answers.challenge(context, Credentials.CHALLENGE, Problem.tokenRequired());
                            } else {
                                context.next();
                            }
                        },
                        failure -> refuse(context, failure));
    }

    private void refuse(RoutingContext context, Throwable failure) {
        if (context.response().headWritten()) {
            // Whoever looked at the token has said it.
            return;
        }
        if (failure instanceof io.quarkus.security.AuthenticationFailedException) {
            answers.challenge(context, Credentials.INVALID_TOKEN, Problem.tokenInvalid());
        } else {
            context.fail(failure);
        }
    }
}
