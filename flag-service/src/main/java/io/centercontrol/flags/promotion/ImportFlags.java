package io.centercontrol.flags.promotion;

import io.centercontrol.flags.authoring.Evaluators;
import io.centercontrol.flags.authoring.FlagFilter;
import io.centercontrol.flags.authoring.Flags;
import io.centercontrol.flags.authoring.model.Evaluator;
import io.centercontrol.flags.authoring.model.EvaluatorSet;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.FlagContent;
import io.centercontrol.flags.authoring.model.Permit;
import io.centercontrol.flags.changes.ProposeChange;
import io.centercontrol.flags.changes.Wish;
import io.centercontrol.flags.promotion.Imported.OfEvaluator;
import io.centercontrol.flags.promotion.Imported.OfFlag;
import io.centercontrol.flags.promotion.Imported.Result;
import io.centercontrol.flags.promotion.model.PromotedFlag;
import io.centercontrol.flags.promotion.model.PromotionDocument;
import io.centercontrol.flags.promotion.model.PromotionDocument.PromotedEvaluator;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.sql.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A flagd document is put in: all of it or nothing, in one transaction in which nobody else changes flags. Shared evaluators
 * come first; then each flag becomes what the document says, in the order of the keys and in one version each.
 */
@ApplicationScoped
public class ImportFlags {
    private final Transactions transactions;
    private final Flags flags;
    private final Evaluators evaluators;
    private final ProposeChange proposeChange;
    private final Clock clock;

    ImportFlags(
            Transactions transactions, Flags flags, Evaluators evaluators, ProposeChange proposeChange, Clock clock) {
        this.transactions = transactions;
        this.flags = flags;
        this.evaluators = evaluators;
        this.proposeChange = proposeChange;
        this.clock = clock;
    }

    /**
     * What is put in, and how.
     *
     * @param otherwise what the document does not say of flags that are not there
     * @param prune whether flags that are not in the document are archived
     * @param requests whether a change request is opened for each sensitive flag that would change
     * @param clear whether all is refused when there is anything to warn of
     * @param tolerant whether what is refused is told flag by flag instead of refusing all; for a dry run
     */
    public record Command(
            PromotionDocument document,
            PromotedFlag.Otherwise otherwise,
            boolean prune,
            boolean requests,
            boolean clear,
            boolean tolerant,
            Permit permit,
            Cause cause) {}

    /** Puts in. */
    public Uni<Imported> run(Command command) {
        return transactions.run(() -> evaluators.alone().chain(before -> putAll(command, before)));
    }

    private Uni<Imported> putAll(Command command, EvaluatorSet before) {
        var rules = new TreeMap<>(before.rules());
        command.document().evaluators().forEach((name, evaluator) -> rules.put(name, evaluator.rule()));
        var shared = new Shared(before, new EvaluatorSet(rules));
        var now = clock.instant();
        return Multi.createFrom()
                .iterable(command.document().evaluators().entrySet())
                .onItem()
                .transformToUniAndConcatenate(one -> evaluator(command, shared, one.getKey(), one.getValue(), now))
                .collect()
                .asList()
                .chain(ofEvaluators -> existing(false)
                        .chain(all -> existing(true).map(archived -> keys(command, shared, all, archived)))
                        .chain(keys -> Multi.createFrom()
                                .iterable(keys.entrySet())
                                .onItem()
                                .transformToUniAndConcatenate(
                                        one -> flag(command, shared, one.getKey(), one.getValue(), now))
                                .collect()
                                .asList())
                        .map(ofFlags -> {
                            var refused = ImportRefusals.of(ofFlags, ofEvaluators);
                            if (refused != null && !command.tolerant()) {
                                throw refused;
                            }
                            var imported = Imported.of(ofFlags, ofEvaluators, command.document(), shared.after());
                            if (command.clear()
                                    && !command.tolerant()
                                    && !imported.warnings().isEmpty()) {
                                throw new Refusal.Invalid(imported.warnings()).asException();
                            }
                            return imported;
                        }));
    }

    /** The evaluators before and after; what differs between them is found once. */
    private record Shared(EvaluatorSet before, EvaluatorSet after, SortedSet<String> changed) {
        Shared(EvaluatorSet before, EvaluatorSet after) {
            this(
                    before,
                    after,
                    after.rules().entrySet().stream()
                            .filter(one -> !one.getValue().equals(before.rules().get(one.getKey())))
                            .map(Map.Entry::getKey)
                            .collect(Collectors.toCollection(TreeSet::new)));
        }

        List<String> usedBy(Flag flag) {
            return flag.compiled().uses().stream().filter(changed::contains).toList();
        }
    }

    private Uni<OfEvaluator> evaluator(
            Command command, Shared shared, String name, PromotedEvaluator promoted, Instant now) {
        return Uni.createFrom()
                .deferred(() -> evaluators.change(
                        name,
                        null,
                        command.cause(),
                        (before, all) -> Evaluator.adopt(
                                before, name, about(promoted, before), promoted.rule(), shared.after(), now)))
                .map(done -> {
                    var changed = done.changed();
                    if (changed == null) {
                        return new OfEvaluator(name, Result.UNCHANGED, List.of(), null);
                    }
                    var isNew = !shared.before().rules().containsKey(name);
                    return new OfEvaluator(name, isNew ? Result.CREATED : Result.CHANGED, changed.fields(), null);
                })
                .onFailure(RefusedException.class)
                .recoverWithItem(refused -> new OfEvaluator(
                        name,
                        Result.REFUSED,
                        List.of(),
                        ImportRefusals.ofEvaluator(name, ((RefusedException) refused).refusal())));
    }

    private static String about(PromotedEvaluator promoted, @Nullable Evaluator before) {
        if (promoted.description() != null) {
            return promoted.description();
        }
        return before == null || before.deleted() ? "" : before.description();
    }

    private Uni<List<Flag>> existing(boolean archived) {
        var all = FlagFilter.all(archived, clock.instant());
        return flags.find(all, ExportFlags.ALL, null)
                .map(page -> page.items().stream().map(Kept::state).toList());
    }

    /** Which flags it concerns, by key; null for one that is not there. */
    private static SortedMap<String, @Nullable Flag> keys(
            Command command, Shared shared, List<Flag> all, List<Flag> archived) {
        var keys = new TreeMap<String, @Nullable Flag>();
        var document = command.document().flags();
        document.keySet().forEach(key -> keys.put(key, null));
        Stream.concat(all.stream(), archived.stream())
                .filter(flag -> document.containsKey(flag.key())
                        || (!flag.content().archived()
                                && (command.prune() || !shared.usedBy(flag).isEmpty())))
                .forEach(flag -> keys.put(flag.key(), flag));
        return keys;
    }

    private Uni<OfFlag> flag(Command command, Shared shared, String key, @Nullable Flag known, Instant now) {
        var promoted = command.document().flags().get(key);
        if (known == null) {
            var content = Objects.requireNonNull(promoted, "of the document").onto(key, null, command.otherwise());
            return Uni.createFrom()
                    .deferred(() ->
                            flags.create(key, command.cause(), all -> Flag.adopt(key, content, shared.after(), now)))
                    .map(altered -> OfFlag.altered(key, altered))
                    .onFailure(RefusedException.class)
                    .recoverWithItem(refused -> refused(key, (RefusedException) refused));
        }
        var content = promoted != null
                ? promoted.onto(key, known.content(), command.otherwise())
                : known.content().withArchived(command.prune());
        return Uni.createFrom()
                .deferred(() -> flags.change(
                        key, null, command.cause(), (flag, all) -> decide(command, shared, flag, content, now)))
                .map(altered -> OfFlag.altered(key, altered))
                .onFailure(RefusedException.class)
                .recoverWithUni(
                        refused -> requestOrRefuse(command, shared, known, content, (RefusedException) refused));
    }

    /** One version, whether the content, what it refers to, or both are other than they were. */
    private static @Nullable Change<Flag> decide(
            Command command, Shared shared, Flag flag, FlagContent content, Instant now) {
        var revised = flag.adopt(content, command.permit(), shared.after(), now);
        if (revised != null) {
            return revised;
        }
        var fields = new ArrayList<FieldChange>();
        Change<Flag> followed = null;
        for (var name : shared.usedBy(flag)) {
            var change = flag.follow(name, shared.before(), shared.after(), command.permit(), now);
            if (change != null) {
                followed = change;
                fields.addAll(change.fields());
            }
        }
        if (followed == null) {
            return null;
        }
        if (flag.content().sensitive() && command.permit() == Permit.DIRECT) {
            throw ImportRefusals.sharedBySensitive(flag.key()).asException();
        }
        return new Change<>(followed.next(), followed.type(), fields);
    }

    private Uni<OfFlag> requestOrRefuse(
            Command command, Shared shared, Flag flag, FlagContent content, RefusedException refused) {
        if (!refused.refusal().code().equals(ImportRefusals.NEEDS_APPROVAL) || !command.requests()) {
            return Uni.createFrom().item(refused(flag.key(), refused));
        }
        if (!shared.usedBy(flag).isEmpty()) {
            return Uni.createFrom().item(OfFlag.refused(flag.key(), ImportRefusals.sharedBySensitive(flag.key())));
        }
        var cause = command.cause();
        var reason = Objects.requireNonNullElse(cause.reason(), "A document was imported.");
        return proposeChange
                .run(new ProposeChange.Command(
                        flag.key(), new Wish(base -> content, true, reason, null, null), null, cause))
                .map(proposed -> new OfFlag(
                        flag.key(),
                        Result.REQUESTED,
                        proposed.request().changes(),
                        proposed.before(),
                        proposed.after(),
                        null,
                        proposed.request().id(),
                        null))
                .onFailure(RefusedException.class)
                .recoverWithItem(failed -> refused(flag.key(), (RefusedException) failed));
    }

    private static OfFlag refused(String key, RefusedException refused) {
        return OfFlag.refused(key, ImportRefusals.ofFlag(key, refused.refusal()));
    }
}
