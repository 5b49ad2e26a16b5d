package io.centercontrol.flags.authoring;

import io.centercontrol.flags.authoring.model.EvaluatorRefusals;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Nobody needs a shared evaluator any more. */
@ApplicationScoped
public class DeleteEvaluator {
    private final Transactions transactions;
    private final Evaluators evaluators;
    private final Clock clock;

    DeleteEvaluator(Transactions transactions, Evaluators evaluators, Clock clock) {
        this.transactions = transactions;
        this.evaluators = evaluators;
        this.clock = clock;
    }

    /** Which one, and why. */
    public record Command(String name, @Nullable KnownVersions expectedVersion, Cause cause) {}

    /** Deletes; refuses while a flag that is not archived, or another evaluator, refers to it. */
    public Uni<ChangedShared> run(Command command) {
        return transactions.run(() -> evaluators
                .change(command.name(), command.expectedVersion(), command.cause(), (before, all) -> {
                    if (before == null) {
                        throw EvaluatorRefusals.notFound(command.name());
                    }
                    return before.delete(all, clock.instant());
                })
                // Nobody can begin to use it now: the evaluators are locked.
                .call(() -> evaluators.usedBy(command.name()).invoke(using -> {
                    if (!using.isEmpty()) {
                        throw EvaluatorRefusals.inUse(command.name(), using);
                    }
                }))
                .map(done -> {
                    var changed = done.changed();
                    return new ChangedShared(
                            done.evaluator(), changed == null ? List.of() : changed.fields(), List.of());
                }));
    }
}
