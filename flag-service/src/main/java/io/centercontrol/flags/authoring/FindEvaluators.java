package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.Evaluator;
import io.centercontrol.kernel.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Someone looks for shared evaluators. */
@ApplicationScoped
public class FindEvaluators {
    private final Evaluators evaluators;

    FindEvaluators(Evaluators evaluators) {
        this.evaluators = evaluators;
    }

    /** Which part. */
    public record Command(int limit, @Nullable String cursor) {}

    /** One page, by name. */
    public Uni<Page<Evaluator>> run(Command command) {
        return evaluators.find(command.limit(), command.cursor());
    }
}
