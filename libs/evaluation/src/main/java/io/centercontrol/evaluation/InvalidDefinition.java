package io.centercontrol.evaluation;

import io.centercontrol.kernel.Violation;
import java.util.List;
import java.util.stream.Collectors;

/** A definition that cannot be used, with all that is wrong with it. Has no stack trace: the definition is at fault. */
public final class InvalidDefinition extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Violation> problems;

    /** Says what is wrong. */
    public InvalidDefinition(List<Violation> problems) {
        super(
                problems.stream()
                        .map(problem -> problem.pointer() + " " + problem.message())
                        .collect(Collectors.joining("; ")),
                null,
                false,
                false);
        this.problems = List.copyOf(problems);
    }

    /** Everything that is wrong: where in the definition, and what to do about it. */
    public List<Violation> problems() {
        return problems;
    }
}
