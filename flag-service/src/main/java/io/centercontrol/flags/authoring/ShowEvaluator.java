package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.Evaluator;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Someone looks at a shared evaluator. */
@ApplicationScoped
public class ShowEvaluator {
    private final Evaluators evaluators;

    ShowEvaluator(Evaluators evaluators) {
        this.evaluators = evaluators;
    }

    /** Which one. */
    public record Command(String name) {}

    /** It, and the keys of the flags that use it. */
    public record Outcome(Evaluator evaluator, List<String> usedBy) {}

    /** As it stands; refuses when there is none. */
    public Uni<Outcome> run(Command command) {
        return evaluators
                .get(command.name())
                .chain(evaluator -> evaluators.usedBy(command.name()).map(flags -> new Outcome(evaluator, flags)));
    }
}
