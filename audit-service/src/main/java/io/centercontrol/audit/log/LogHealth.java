package io.centercontrol.audit.log;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready while the database does not hold the log that was signed: what to do about it stands in the answer. */
@Readiness
@Singleton
class LogHealth implements AsyncHealthCheck {
    private static final String NAME = "log";

    private final TransparencyLog log;

    LogHealth(TransparencyLog log) {
        this.log = log;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return log.check()
                .map(whole -> HealthCheckResponse.up(NAME))
                .onFailure(LogRewoundException.class)
                .recoverWithItem(failure -> HealthCheckResponse.named(NAME)
                        .down()
                        .withData("reason", String.valueOf(failure.getMessage()))
                        .build())
                // That PostgreSQL is away is told by its own check.
                .onFailure()
                .recoverWithItem(HealthCheckResponse.up(NAME));
    }
}
