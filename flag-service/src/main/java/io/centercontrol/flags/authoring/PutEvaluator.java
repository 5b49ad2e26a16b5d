package io.centercontrol.flags.authoring;

import io.centercontrol.evaluation.json.Doubt;
import io.centercontrol.flags.authoring.Evaluators.ChangedEvaluator;
import io.centercontrol.flags.authoring.model.Evaluator;
import io.centercontrol.flags.authoring.model.EvaluatorRefusals;
import io.centercontrol.flags.authoring.model.EvaluatorSet;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.Permit;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A shared evaluator is new or other than it was, and every flag that uses it with it: all at once, or nothing. */
@ApplicationScoped
public class PutEvaluator {
    private final Transactions transactions;
    private final Evaluators evaluators;
    private final Flags flags;
    private final Clock clock;

    PutEvaluator(Transactions transactions, Evaluators evaluators, Flags flags, Clock clock) {
        this.transactions = transactions;
        this.evaluators = evaluators;
        this.flags = flags;
        this.clock = clock;
    }

    /**
     * The evaluator as it shall be.
     *
     * @param onlyNew whether there must be none of the name
     */
    public record Command(
            String name,
            String description,
            String rule,
            Permit permit,
            boolean onlyNew,
            @Nullable KnownVersions expectedVersion,
            Cause cause) {}

    /** Puts; refuses when a flag that uses it would be invalid, or is sensitive. */
    public Uni<ChangedShared> run(Command command) {
        var now = clock.instant();
        return transactions.run(() -> evaluators
                .change(
                        command.name(),
                        command.expectedVersion(),
                        command.cause(),
                        (before, all) -> put(command, before, all, now))
                .chain(done -> {
                    var changed = done.changed();
                    return changed == null
                            ? Uni.createFrom().item(new ChangedShared(done.evaluator(), List.of(), List.of()))
                            : flags.changeUsing(
                                            command.name(), command.cause(), using -> follow(command, done, using, now))
                                    .map(followed -> new ChangedShared(done.evaluator(), changed.fields(), followed));
                }));
    }

    private static @Nullable Change<Evaluator> put(
            Command command, @Nullable Evaluator before, EvaluatorSet all, Instant now) {
        if (command.onlyNew() && before != null && !before.deleted()) {
            throw EvaluatorRefusals.taken(command.name());
        }
        return Evaluator.put(before, command.name(), command.description(), command.rule(), all, now);
    }

    /** What was doubtful before may stay so, and nothing becomes so. */
    private static void mustStayMeant(Flag flag, ChangedEvaluator done) {
        var before = Set.copyOf(flag.doubts(done.before()));
        var worse = flag.doubts(done.after()).stream()
                .filter(doubt -> !before.contains(doubt))
                .map(Doubt::found)
                .toList();
        if (!worse.isEmpty()) {
            throw new Refusal.Invalid(worse).asException();
        }
    }

    private static List<Change<Flag>> follow(Command command, ChangedEvaluator done, List<Flag> using, Instant now) {
        var changes = new ArrayList<Change<Flag>>();
        var broken = new TreeMap<String, String>();
        for (var flag : using) {
            try {
                var change = flag.follow(command.name(), done.before(), done.after(), command.permit(), now);
                mustStayMeant(flag, done);
                if (change != null) {
                    changes.add(change);
                }
            } catch (RefusedException e) {
                broken.put(flag.key(), e.refusal().message());
            }
        }
        if (!broken.isEmpty()) {
            throw EvaluatorRefusals.breaks(command.name(), broken);
        }
        var sensitive = changes.stream()
                .map(Change::next)
                .filter(flag -> flag.content().sensitive())
                .map(Flag::key)
                .toList();
        if (!sensitive.isEmpty() && command.permit() == Permit.DIRECT) {
            throw EvaluatorRefusals.needsApproval(sensitive);
        }
        return changes;
    }
}
