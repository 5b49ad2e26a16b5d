package io.centercontrol.evaluation.logic;

import io.centercontrol.evaluation.json.Json;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes nodes of what reads attributes: {@code var}, {@code missing} and {@code missing_some}; keeps which are read. */
final class VariableCompiler {
    static final String TARGETING_KEY = "targetingKey";

    private static final Pattern DOT = Pattern.compile("\\.");
    private static final String FLAG_KEY = "$flagd.flagKey";
    private static final String TIMESTAMP = "$flagd.timestamp";

    private final String flagKey;
    private final InstantSource clock;
    private final Complaints complaints;
    private final SortedSet<String> attributes = new TreeSet<>();

    VariableCompiler(String flagKey, InstantSource clock, Complaints complaints) {
        this.flagKey = flagKey;
        this.clock = clock;
        this.complaints = complaints;
    }

    /** The top-level attributes that the rules read. */
    SortedSet<String> attributes() {
        return attributes;
    }

    Node variable(@Nullable Object argument, String at, Scope scope) {
        var list = Json.elements(argument);
        Object name = argument;
        Object otherwise = null;
        if (list != null) {
            if (!complaints.takes(list.size(), 1, 2, at)) {
                return complaints.nothing(at);
            }
            name = list.getFirst();
            otherwise = list.size() > 1 ? list.get(1) : null;
        }
        if (otherwise instanceof Map || otherwise instanceof List) {
            return complaints.literal(at, "a default");
        }
        if (scope.depth() > 0 && name instanceof Integer index) {
            name = index.toString();
        }
        if (!(name instanceof String text)) {
            return complaints.literal(at, "the name of an attribute");
        }
        return variable(text, otherwise, at, scope);
    }

    Node variable(String name, @Nullable Object otherwise, String at, Scope scope) {
        if (scope.depth() > 0) {
            return new ElementVariable(at, name.isEmpty() ? new String[0] : DOT.split(name, -1), otherwise);
        }
        if (name.isEmpty()) {
            return complaints.unreadable(
                    at, "NO_NAME", "must name an attribute; all of them at once can only be read in an iteration");
        }
        if (name.equals(FLAG_KEY)) {
            return new Constant(at, flagKey);
        }
        if (name.equals(TIMESTAMP)) {
            return new Timestamp(at, clock);
        }
        var path = DOT.split(name, -1);
        if (path[0].equals("$flagd")) {
            return complaints.valueless(
                    at,
                    "UNKNOWN_PROPERTY",
                    "is no property of flagd; there are `" + FLAG_KEY + "` and `" + TIMESTAMP + "`");
        }
        attributes.add(path[0]);
        return new Variable(at, path[0], Arrays.copyOfRange(path, 1, path.length), otherwise);
    }

    static @Nullable List<String> names(List<@Nullable Object> arguments) {
        var given = arguments.size() == 1 && Json.elements(arguments.getFirst()) instanceof List<@Nullable Object> inner
                ? inner
                : arguments;
        var names = new ArrayList<String>();
        for (var name : given) {
            if (!(name instanceof String text) || text.isEmpty()) {
                return null;
            }
            names.add(text);
        }
        return names;
    }

    Node missing(@Nullable List<String> names, int enough, String at, Scope scope) {
        if (names == null) {
            return complaints.literal(at, "a list of names of attributes");
        }
        var variables =
                names.stream().map(name -> variable(name, null, at, scope)).toList();
        return new Missing(at, names, variables, enough);
    }

    Node missingSome(List<@Nullable Object> arguments, String at, Scope scope) {
        if (!complaints.takes(arguments.size(), 2, 2, at)) {
            return complaints.nothing(at);
        }
        var names = Json.elements(arguments.get(1));
        return arguments.get(0) instanceof Integer enough && names != null
                ? missing(names(names), enough, at, scope)
                : complaints.literal(at, "a whole number and a list of names of attributes");
    }
}
