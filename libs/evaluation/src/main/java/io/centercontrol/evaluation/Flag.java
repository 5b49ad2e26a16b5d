package io.centercontrol.evaluation;

import io.centercontrol.evaluation.json.Doubt;
import io.centercontrol.evaluation.json.Problems;
import io.centercontrol.evaluation.logic.Bucketing;
import io.centercontrol.evaluation.logic.Decision;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A flag definition, compiled. Immutable; any number of threads may ask it. No evaluation throws, and none allocates but
 * where a rule itself makes a new text, list or number outside of a {@code fractional}'s key.
 *
 * <p>Where there is no value the caller's own default counts: the flag is disabled, it has no default variant and its
 * targeting picks nothing, or it could not be evaluated.
 */
public final class Flag {
    private final String key;
    private final boolean enabled;
    private final Map<String, @Nullable Object> metadata;
    private final Set<String> attributes;
    private final @Nullable Decision<Resolution> targeting;
    private final Resolution fixed;
    private final String fixedPointer;
    private final Resolution fault;
    private final Resolution[] mismatches;

    Flag(
            String key,
            boolean enabled,
            Map<String, @Nullable Object> metadata,
            Set<String> attributes,
            @Nullable Decision<Resolution> targeting,
            Resolution fixed) {
        this.key = key;
        this.enabled = enabled;
        this.metadata = metadata;
        this.attributes = attributes;
        this.targeting = targeting;
        this.fixed = fixed;
        this.fixedPointer = fixed.error() != null ? "/targeting" : enabled ? "/defaultVariant" : "/state";
        this.fault =
                Resolution.error(ErrorCode.GENERAL, "the targeting of flag '" + key + "' could not be carried through");
        this.mismatches = new Resolution[ValueType.values().length];
        for (var type : ValueType.values()) {
            mismatches[type.ordinal()] = Resolution.error(
                    ErrorCode.TYPE_MISMATCH, "the values of flag '" + key + "' are not of type " + type);
        }
    }

    /** One whose targeting nobody can read: the caller's own default counts. */
    static Flag unreadable(String key, Map<String, @Nullable Object> metadata, Set<String> attributes) {
        return new Flag(
                key,
                true,
                metadata,
                attributes,
                null,
                Resolution.error(ErrorCode.PARSE_ERROR, "the targeting of flag '" + key + "' cannot be read"));
    }

    /**
     * Loads a definition as flagd does: what is doubtful in its targeting falls back, as {@link Doubt.Until} says, instead of
     * keeping the flag from being one.
     *
     * @throws InvalidDefinition with everything that keeps it from being one
     */
    public static Flag load(String key, String definition) {
        var problems = new Problems();
        var flag = FlagReader.read(key, definition, Map.of(), Limits.COMPILED_DEPTH, InstantSource.system(), problems);
        if (flag == null || !problems.none()) {
            throw new InvalidDefinition(problems.list());
        }
        return flag;
    }

    /** The same of a definition that may refer to these shared evaluators, JSON by name. */
    public static Loaded load(String key, String definition, Map<String, String> evaluators) {
        var problems = new Problems();
        var flag = FlagReader.read(
                key,
                definition,
                Evaluators.read(evaluators, problems),
                Limits.COMPILED_DEPTH,
                InstantSource.system(),
                problems);
        if (flag == null || !problems.none()) {
            throw new InvalidDefinition(problems.list());
        }
        return new Loaded(flag, problems.doubts());
    }

    /**
     * A flag, and what its author cannot have meant.
     *
     * @param doubts with their places in the definition; empty for one that {@link #compile} takes
     */
    public record Loaded(Flag flag, List<Doubt> doubts) {}

    /**
     * Compiles a definition in which nothing refers to a shared evaluator, and nothing is doubtful.
     *
     * @throws InvalidDefinition with everything that is wrong with it
     */
    public static Flag compile(String key, String definition) {
        return compile(key, definition, InstantSource.system());
    }

    /** The same, with the clock that {@code $flagd.timestamp} reads. */
    public static Flag compile(String key, String definition, InstantSource clock) {
        var problems = new Problems();
        var flag = FlagReader.read(key, definition, Map.of(), Limits.COMPILED_DEPTH, clock, problems);
        return given(flag, problems);
    }

    /** Compiles a definition that may refer to these shared evaluators, JSON by name. */
    public static Flag compile(String key, String definition, Map<String, String> evaluators) {
        var problems = new Problems();
        var flag = FlagReader.read(
                key,
                definition,
                Evaluators.read(evaluators, problems),
                Limits.COMPILED_DEPTH,
                InstantSource.system(),
                problems);
        return given(flag, problems);
    }

    private static Flag given(@Nullable Flag flag, Problems problems) {
        var all = new ArrayList<>(problems.list());
        problems.doubts().forEach(doubt -> all.add(doubt.found()));
        if (flag == null || !all.isEmpty()) {
            throw new InvalidDefinition(all);
        }
        return flag;
    }

    /** Which generation of the hash spreads its {@code fractional}; null for one that is not known here. */
    public @Nullable Bucketing bucketing() {
        return Bucketing.of(metadata.get(Bucketing.MEMBER));
    }

    /** Whether nobody can read its targeting, so that every evaluation is an error. */
    public boolean isUnreadable() {
        return fixed.error() != null;
    }

    /** The flag's key. */
    public String key() {
        return key;
    }

    /** Whether its state is ENABLED. */
    public boolean enabled() {
        return enabled;
    }

    /** Its metadata: texts, numbers and booleans by name. */
    public Map<String, @Nullable Object> metadata() {
        return metadata;
    }

    /** The top-level attributes of the context that its targeting reads, {@code targetingKey} among them. */
    public Set<String> attributes() {
        return attributes;
    }

    /** Evaluates. */
    public Resolution evaluate(FlagContext context) {
        if (targeting == null) {
            return fixed;
        }
        try {
            return targeting.decide(context);
        } catch (RuntimeException | StackOverflowError failed) {
            // A context of the caller's own may throw, too. An evaluation shall not take a request down with it.
            return fault;
        }
    }

    /** Evaluates for a caller who takes this type. */
    public Resolution evaluate(FlagContext context, ValueType type) {
        var resolution = evaluate(context);
        return resolution.value() == null || resolution.fits(type) ? resolution : mismatches[type.ordinal()];
    }

    /** The value, or the caller's own. */
    public boolean booleanValue(FlagContext context, boolean fallback) {
        return evaluate(context).booleanOr(fallback);
    }

    /** The value, or the caller's own. */
    public String stringValue(FlagContext context, String fallback) {
        return evaluate(context).stringOr(fallback);
    }

    /** The value, or the caller's own. */
    public int intValue(FlagContext context, int fallback) {
        var resolution = evaluate(context);
        return resolution.fits(ValueType.INTEGER) ? resolution.number : fallback;
    }

    /** The value, or the caller's own. */
    public long longValue(FlagContext context, long fallback) {
        return evaluate(context).longOr(fallback);
    }

    /** The value, or the caller's own. */
    public double doubleValue(FlagContext context, double fallback) {
        return evaluate(context).doubleOr(fallback);
    }

    /** The value, an immutable map, or the caller's own. */
    public Object objectValue(FlagContext context, Object fallback) {
        return evaluate(context).objectOr(fallback);
    }

    /** Evaluates, and says what in the definition decided. */
    public Explanation explain(FlagContext context) {
        if (targeting == null) {
            return new Explanation(fixed, fixedPointer);
        }
        try {
            var decided = targeting.explain(context);
            return new Explanation(decided.outcome(), decided.pointer());
        } catch (RuntimeException | StackOverflowError failed) {
            return new Explanation(fault, "/targeting");
        }
    }
}
