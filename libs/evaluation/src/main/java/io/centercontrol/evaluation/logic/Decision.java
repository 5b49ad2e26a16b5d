package io.centercontrol.evaluation.logic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a targeting rule decides, with the outcomes made beforehand: where a rule's result stands in the rule itself, its
 * outcome is found when the rule is compiled, and not when it is evaluated.
 */
public abstract class Decision<T> {
    /** From so many equal questions on, a look-up is cheaper than asking them in turn. */
    private static final int MANY = 4;

    /** What values mean. */
    public interface Outcomes<T> {
        /** The outcome of a rule that gives this value, or null. */
        T of(@Nullable Object value);
    }

    /** An outcome, and where in the definition stands what decided it. */
    public record Decided<T>(T outcome, String pointer) {}

    private Decision() {}

    /** Decides. Allocates nothing, unless the rule makes new texts, lists or numbers on its way. */
    public abstract T decide(Attributes attributes);

    /** Decides, and says which part of the rule it was. */
    public abstract Decided<T> explain(Attributes attributes);

    /** Makes a rule a decision. */
    public static <T> Decision<T> of(Node rule, Outcomes<T> outcomes) {
        return switch (rule) {
            case Constant constant -> new Fixed<>(constant.pointer(), outcomes.of(constant.value()));
            case Branch branch -> branch(branch, outcomes);
            case Fractional fractional -> new Split<>(fractional, outcomes);
            case Connective connective
            when connective.isAny() && !connective.parts().isEmpty() -> new FirstTrue<>(connective, outcomes);
            default -> new Computed<>(rule, outcomes);
        };
    }

    private static <T> Decision<T> branch(Branch branch, Outcomes<T> outcomes) {
        var conditions = branch.conditions();
        var results =
                branch.results().stream().map(result -> of(result, outcomes)).toList();
        var chain = new Chain<>(conditions, results, of(branch.otherwise(), outcomes));
        var equalities = leadingEqualities(conditions);
        return equalities.size() >= MANY ? new Switch<>(equalities, results, chain) : chain;
    }

    /** The conditions at the beginning that ask whether the same attribute equals a text. */
    private static List<TextEquality> leadingEqualities(List<Node> conditions) {
        var equalities = new ArrayList<TextEquality>();
        for (var condition : conditions) {
            if (!(condition instanceof TextEquality equality)
                    || !equality.asks()
                    || !(equality.subject() instanceof Variable variable)
                    || !equalities.isEmpty()
                            && !variable.same(equalities.getFirst().subject())) {
                break;
            }
            equalities.add(equality);
        }
        return equalities;
    }

    private static final class Fixed<T> extends Decision<T> {
        private final T outcome;
        private final Decided<T> decided;

        Fixed(String pointer, T outcome) {
            this.outcome = outcome;
            this.decided = new Decided<>(outcome, pointer);
        }

        @Override
        public T decide(Attributes attributes) {
            return outcome;
        }

        @Override
        public Decided<T> explain(Attributes attributes) {
            return decided;
        }
    }

    private static final class Chain<T> extends Decision<T> {
        private final Node[] conditions;
        private final List<Decision<T>> results;
        private final Decision<T> otherwise;

        Chain(List<Node> conditions, List<Decision<T>> results, Decision<T> otherwise) {
            this.conditions = conditions.toArray(Node[]::new);
            this.results = results;
            this.otherwise = otherwise;
        }

        /** The first whose condition holds, from the n-th on. */
        Decision<T> taken(Attributes attributes, int from) {
            for (var at = from; at < conditions.length; at++) {
                if (conditions[at].truthy(attributes, null)) {
                    return results.get(at);
                }
            }
            return otherwise;
        }

        @Override
        public T decide(Attributes attributes) {
            return taken(attributes, 0).decide(attributes);
        }

        @Override
        public Decided<T> explain(Attributes attributes) {
            return taken(attributes, 0).explain(attributes);
        }
    }

    private static final class Switch<T> extends Decision<T> {
        private final Node subject;
        private final Map<String, Decision<T>> cases = new HashMap<>();
        private final int length;
        private final Chain<T> chain;

        Switch(List<TextEquality> equalities, List<Decision<T>> results, Chain<T> chain) {
            this.subject = equalities.getFirst().subject();
            for (var at = 0; at < equalities.size(); at++) {
                cases.putIfAbsent(equalities.get(at).text(), results.get(at));
            }
            this.length = equalities.size();
            this.chain = chain;
        }

        private Decision<T> taken(Attributes attributes) {
            if (subject.value(attributes, null) instanceof String text) {
                var result = cases.get(text);
                return result == null ? chain.taken(attributes, length) : result;
            }
            // A number may equal a text.
            return chain.taken(attributes, 0);
        }

        @Override
        public T decide(Attributes attributes) {
            return taken(attributes).decide(attributes);
        }

        @Override
        public Decided<T> explain(Attributes attributes) {
            return taken(attributes).explain(attributes);
        }
    }

    private static final class Split<T> extends Decision<T> {
        private final Fractional fractional;
        private final List<Decision<T>> parts;
        private final T nothing;

        Split(Fractional fractional, Outcomes<T> outcomes) {
            this.fractional = fractional;
            this.parts = fractional.outcomes().stream()
                    .map(outcome -> of(outcome, outcomes))
                    .toList();
            this.nothing = outcomes.of(null);
        }

        @Override
        public T decide(Attributes attributes) {
            var picked = fractional.pick(attributes, null);
            return picked < 0 ? nothing : parts.get(picked).decide(attributes);
        }

        @Override
        public Decided<T> explain(Attributes attributes) {
            var picked = fractional.pick(attributes, null);
            return picked < 0
                    ? new Decided<>(nothing, fractional.pointer())
                    : parts.get(picked).explain(attributes);
        }
    }

    /** {@code or}: the first part that is true, or the last. */
    private static final class FirstTrue<T> extends Decision<T> {
        private final Connective connective;
        private final Outcomes<T> outcomes;
        private final List<Decision<T>> parts;

        FirstTrue(Connective connective, Outcomes<T> outcomes) {
            this.connective = connective;
            this.outcomes = outcomes;
            this.parts =
                    connective.parts().stream().map(part -> of(part, outcomes)).toList();
        }

        @Override
        public T decide(Attributes attributes) {
            return outcomes.of(connective.value(attributes, null));
        }

        @Override
        public Decided<T> explain(Attributes attributes) {
            var nodes = connective.parts();
            for (var at = 0; at < nodes.size() - 1; at++) {
                if (nodes.get(at).truthy(attributes, null)) {
                    return parts.get(at).explain(attributes);
                }
            }
            return parts.getLast().explain(attributes);
        }
    }

    private static final class Computed<T> extends Decision<T> {
        private final Node rule;
        private final Outcomes<T> outcomes;

        Computed(Node rule, Outcomes<T> outcomes) {
            this.rule = rule;
            this.outcomes = outcomes;
        }

        @Override
        public T decide(Attributes attributes) {
            return outcomes.of(rule.value(attributes, null));
        }

        @Override
        public Decided<T> explain(Attributes attributes) {
            return new Decided<>(decide(attributes), rule.pointer());
        }
    }
}
