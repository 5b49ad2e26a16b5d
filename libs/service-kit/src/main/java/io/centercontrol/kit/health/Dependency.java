package io.centercontrol.kit.health;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Something that a service stands on. It is asked at most once a second and given two seconds to answer; who asks
 * meanwhile gets the same answer, so that many who look do not make a load.
 */
final class Dependency {
    static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration FRESH = Duration.ofSeconds(1);

    private final Uni<HealthCheckResponse> answer;

    /**
     * @param required whether the service is not ready without it; else its absence is only told
     * @param question fails when it is not there
     */
    Dependency(String name, boolean required, Supplier<Uni<?>> question) {
        this.answer = Uni.createFrom()
                .<Object>deferred(() -> question.get().onItem().transform(any -> true))
                .ifNoItem()
                .after(PATIENCE)
                .failWith(() -> new IllegalStateException("no answer within " + PATIENCE.toSeconds() + " s"))
                .map(there -> HealthCheckResponse.named(name).up().build())
                .onFailure()
                .recoverWithItem(failure -> HealthCheckResponse.named(name)
                        .status(!required)
                        .withData("missing", name)
                        .withData("reason", reason(failure))
                        .build())
                .memoize()
                .atLeast(FRESH);
    }

    Uni<HealthCheckResponse> ask() {
        return answer;
    }

    private static String reason(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
