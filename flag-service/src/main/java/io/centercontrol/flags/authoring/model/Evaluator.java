package io.centercontrol.flags.authoring.model;

import io.centercontrol.evaluation.InvalidDefinition;
import io.centercontrol.evaluation.Limits;
import io.centercontrol.evaluation.json.Doubt;
import io.centercontrol.evaluation.json.Json;
import io.centercontrol.evaluation.json.Problems;
import io.centercontrol.kernel.Aggregate;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A piece of targeting that flags, and other evaluators, refer to by its name.
 *
 * @param rule JSON text of an object
 * @param deleted whether nothing can refer to it any more; its history stays, and goes on if it comes back
 * @param version rises by one with each change, from 1
 */
public record Evaluator(String name, String description, String rule, boolean deleted, long version, Instant updatedAt)
        implements Aggregate {
    @Override
    public String aggregateId() {
        return name;
    }

    @Override
    public String inWords() {
        return "The evaluator " + name;
    }

    private static final int MOST = 500;
    private static final String TRIAL = """
            {"state": "ENABLED", "variants": {"a": "a", "b": "b"}, "defaultVariant": "a",
             "targeting": {"if": [{"$ref": %s}, "a", "b"]}}
            """;
    private static final String TRIAL_POINTER = "/targeting/if/0";

    /**
     * A new one, another rule or other words; null when nothing is other than it was.
     *
     * @param before null for one that never was
     * @param all as they are; one of this name among them does not matter
     */
    public static @Nullable Change<Evaluator> put(
            @Nullable Evaluator before, String name, String description, String rule, EvaluatorSet all, Instant now) {
        var change = adopt(before, name, description, rule, all, now);
        FlagRules.end(doubts(name, rule, all).stream().map(Doubt::found).toList());
        return change;
    }

    /** The same as others wrote it, for whom flagd falls back. */
    public static @Nullable Change<Evaluator> adopt(
            @Nullable Evaluator before, String name, String description, String rule, EvaluatorSet all, Instant now) {
        check(name, description, rule, all);
        var begins = before == null || before.deleted();
        if (begins && all.rules().size() >= MOST) {
            throw EvaluatorRefusals.tooMany(MOST);
        }
        var fields = new ArrayList<FieldChange>();
        var old = before == null || before.deleted() ? null : before;
        if (old == null ? !description.isEmpty() : !old.description().equals(description)) {
            fields.add(new FieldChange("/description", old == null ? null : old.description(), description));
        }
        fields.addAll(JsonDifference.between("/rule", old == null ? null : read(old.rule()), read(rule)));
        return fields.isEmpty()
                ? null
                : new Change<>(
                        new Evaluator(name, description, rule, false, before == null ? 1 : before.version() + 1, now),
                        begins ? "evaluator.created" : "evaluator.changed",
                        fields);
    }

    /** None any more; refuses while another one refers to it. Whether a flag does is for the flags to say. */
    public Change<Evaluator> delete(EvaluatorSet all, Instant now) {
        if (deleted) {
            throw EvaluatorRefusals.notFound(name);
        }
        var referring = all.referringTo(name);
        referring.remove(name);
        if (!referring.isEmpty()) {
            throw EvaluatorRefusals.inUseByEvaluators(name, List.copyOf(referring));
        }
        return new Change<>(
                new Evaluator(name, description, rule, true, version + 1, now),
                "evaluator.deleted",
                List.of(JsonDifference.field("/rule", read(rule), null)));
    }

    private static void check(String name, String description, String rule, EvaluatorSet all) {
        var found = new ArrayList<Violation>();
        Words.key("/name", name, found);
        Words.description("/description", description, found);
        FlagRules.end(found);
        read(rule);
        doubts(name, rule, all);
    }

    /**
     * What flags that refer to it are evaluated with less than its author meant, by its place in the evaluator.
     *
     * @param all as they are; one of this name among them does not matter
     * @throws io.centercontrol.kernel.RefusedException when no flag can refer to it
     */
    public static List<Doubt> doubts(String name, String rule, EvaluatorSet all) {
        var others = all.with(name, rule);
        try {
            return io.centercontrol.evaluation.Flag.load(
                            "trial", TRIAL.formatted(Json.write(name)), others.only(others.reach(List.of(name))))
                    .doubts()
                    .stream()
                    .map(one -> new Doubt(
                            new Violation(
                                    pointer(one.found().pointer(), name),
                                    one.found().code(),
                                    Definition.sentence(one.found().message())),
                            one.until()))
                    .toList();
        } catch (InvalidDefinition e) {
            throw new Refusal.Invalid(e.problems().stream()
                            .map(one -> new Violation(
                                    pointer(one.pointer(), name), one.code(), Definition.sentence(one.message())))
                            .toList())
                    .asException();
        }
    }

    private static Object read(String rule) {
        var problems = new Problems();
        var members = Json.readObject(rule, Limits.DEFINITION_BYTES, Limits.DEPTH, problems);
        if (members == null) {
            throw new Refusal.Invalid(problems.list().stream()
                            .map(one -> new Violation(
                                    "/rule" + one.pointer(), one.code(), Definition.sentence(one.message())))
                            .toList())
                    .asException();
        }
        return members;
    }

    private static String pointer(String given, String name) {
        var own = Json.pointer("/$evaluators", name);
        if (given.startsWith(TRIAL_POINTER)) {
            return "/rule" + given.substring(TRIAL_POINTER.length());
        }
        return given.startsWith(own) ? "/rule" + given.substring(own.length()) : "/rule";
    }
}
