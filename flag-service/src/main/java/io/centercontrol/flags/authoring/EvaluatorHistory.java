package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.Evaluator;
import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Someone asks how a shared evaluator came to be what it is. */
@ApplicationScoped
public class EvaluatorHistory {
    private final Evaluators evaluators;

    EvaluatorHistory(Evaluators evaluators) {
        this.evaluators = evaluators;
    }

    /** Which part of which history. */
    public record Command(String name, int limit, @Nullable String cursor) {}

    /** Versions, newest first, also of one that is deleted; refuses when there never was one. */
    public Uni<Page<AuthoringVersion<Evaluator>>> run(Command command) {
        return evaluators.history(command.name(), command.limit(), command.cursor());
    }
}
