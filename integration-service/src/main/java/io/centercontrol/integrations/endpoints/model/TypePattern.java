package io.centercontrol.integrations.endpoints.model;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** How types of events are named and asked for. */
public final class TypePattern {
    /** What asks for every type. */
    public static final String ALL = "*";

    /** Figures that are told anew every few seconds: nothing that happened, for who asks for all that happens. */
    private static final Set<String> FIGURES = Set.of("consumption.changed");

    private static final Pattern FORM =
            Pattern.compile("\\*|[a-z]{1,30}(-[a-z]{1,30}){0,3}\\.(\\*|[a-z]{1,30}(-[a-z]{1,30}){0,4})");

    private static final Pattern TYPE = Pattern.compile("[a-z0-9-]{1,60}\\.[a-z0-9-]{1,80}");

    private TypePattern() {}

    /** Whether a text can be the type of an event, one of tomorrow too. */
    public static boolean isType(String text) {
        return TYPE.matcher(text).matches();
    }

    /** Whether a text asks for types of events. */
    public static boolean isOne(String text) {
        return FORM.matcher(text).matches();
    }

    /** All that ask for a type: itself, all of its kind, all. Mere figures are asked for by their name alone. */
    public static List<String> of(String type) {
        if (FIGURES.contains(type)) {
            return List.of(type);
        }
        var dot = type.indexOf('.');
        return dot < 0 ? List.of(type, ALL) : List.of(type, type.substring(0, dot + 1) + ALL, ALL);
    }
}
