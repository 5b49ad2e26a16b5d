package io.centercontrol.kit.sql;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/** The conditions of a search, with named parameters, never with values in the text. */
public final class Conditions {
    private final List<String> conditions = new ArrayList<>();
    private final Map<String, Object> parameters = new LinkedHashMap<>();

    /** Adds a condition, unless its value is null. */
    public Conditions add(String condition, String parameter, @Nullable Object value) {
        if (value != null) {
            conditions.add(condition);
            parameters.put(parameter, value);
        }
        return this;
    }

    /** The same for a condition that needs one value more; two conditions may share that. */
    public Conditions add(
            String condition, String parameter, @Nullable Object value, String further, Object furtherValue) {
        if (value != null) {
            parameters.put(further, furtherValue);
        }
        return add(condition, parameter, value);
    }

    /**
     * Adds that at least one of these fits; none fits when there are none. Their parameters have names of their own.
     *
     * @see #text
     */
    public Conditions addAnyOf(Collection<Conditions> alternatives) {
        conditions.add(
                alternatives.isEmpty()
                        ? "false"
                        : alternatives.stream().map(Conditions::text).collect(Collectors.joining(" or ", "(", ")")));
        alternatives.forEach(one -> parameters.putAll(one.parameters));
        return this;
    }

    /** The same, to add others to. */
    public Conditions copy() {
        var copy = new Conditions();
        copy.conditions.addAll(conditions);
        copy.parameters.putAll(parameters);
        return copy;
    }

    /** All of them as one expression, true when there is none. */
    public String text() {
        return conditions.isEmpty() ? "true" : "(" + String.join(" and ", conditions) + ")";
    }

    /** The text, beginning with {@code where} unless there is no condition. */
    public String where() {
        return conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions);
    }

    /** Gives a query with that text its parameters. */
    public <T> Mutiny.SelectionQuery<T> bind(Mutiny.SelectionQuery<T> query) {
        parameters.forEach(query::setParameter);
        return query;
    }

    /** The same for a query that changes something. */
    public <T> Mutiny.Query<T> bind(Mutiny.Query<T> query) {
        parameters.forEach(query::setParameter);
        return query;
    }
}
