package io.centercontrol.flags.promotion.model;

import io.centercontrol.evaluation.json.Json;
import io.centercontrol.evaluation.json.Problems;
import io.centercontrol.flags.authoring.model.FlagContent;
import io.centercontrol.flags.authoring.model.FlagKind;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a flag beside its definition, as members of its flagd metadata, whose values are texts, numbers and
 * booleans. What is null was not said.
 *
 * @param tags in the document one text, with commas between them
 * @param offVariant empty for none: a boolean flag's variant that is false, or a flag that can have no kill switch
 */
record Labels(
        @Nullable String name,
        @Nullable String description,
        @Nullable FlagKind kind,
        @Nullable String owner,
        @Nullable SortedSet<String> tags,
        @Nullable Boolean sensitive,
        @Nullable Integer lifetimeDays,
        @Nullable String offVariant) {
    private static final String PREFIX = "cc.";
    private static final String NAME = PREFIX + "name";
    private static final String DESCRIPTION = PREFIX + "description";
    private static final String KIND = PREFIX + "kind";
    private static final String OWNER = PREFIX + "owner";
    private static final String TAGS = PREFIX + "tags";
    private static final String SENSITIVE = PREFIX + "sensitive";
    private static final String LIFETIME = PREFIX + "lifetimeDays";
    private static final String OFF = PREFIX + "offVariant";
    private static final Set<String> ALL = Set.of(NAME, DESCRIPTION, KIND, OWNER, TAGS, SENSITIVE, LIFETIME, OFF);

    /** All of a content's, in their order. */
    static Map<String, Object> of(FlagContent content) {
        var labels = new LinkedHashMap<String, Object>();
        labels.put(NAME, content.name());
        labels.put(DESCRIPTION, content.description());
        labels.put(KIND, content.kind().name());
        labels.put(OWNER, content.owner());
        labels.put(TAGS, String.join(",", content.tags()));
        labels.put(SENSITIVE, content.sensitive());
        labels.put(LIFETIME, content.lifetimeDays());
        labels.put(OFF, content.offVariant() == null ? "" : content.offVariant());
        return labels;
    }

    /** Whether a member of metadata is one of them. */
    static boolean isOne(String member) {
        return ALL.contains(member);
    }

    /** The member that says a field of a flag's content; null when none does. */
    static @Nullable String member(String field) {
        return ALL.contains(PREFIX + field) ? PREFIX + field : null;
    }

    /**
     * Those that a flag's metadata has.
     *
     * @param pointer of the metadata
     */
    static Labels read(Map<String, @Nullable Object> metadata, String pointer, Problems problems) {
        return new Labels(
                text(metadata, NAME, pointer, problems),
                text(metadata, DESCRIPTION, pointer, problems),
                kind(metadata, pointer, problems),
                text(metadata, OWNER, pointer, problems),
                tags(text(metadata, TAGS, pointer, problems)),
                typed(metadata, SENSITIVE, Boolean.class, "true or false", pointer, problems),
                typed(metadata, LIFETIME, Integer.class, "a whole number of days", pointer, problems),
                text(metadata, OFF, pointer, problems));
    }

    private static @Nullable String text(
            Map<String, @Nullable Object> metadata, String member, String pointer, Problems problems) {
        return typed(metadata, member, String.class, "a text", pointer, problems);
    }

    private static @Nullable FlagKind kind(Map<String, @Nullable Object> metadata, String pointer, Problems problems) {
        var given = text(metadata, KIND, pointer, problems);
        if (given == null) {
            return null;
        }
        for (var kind : FlagKind.values()) {
            if (kind.name().equals(given)) {
                return kind;
            }
        }
        problems.add(
                Json.pointer(pointer, KIND),
                "UNKNOWN_KIND",
                "must be one of "
                        + Arrays.stream(FlagKind.values()).map(Enum::name).collect(Collectors.joining(", ")));
        return null;
    }

    private static @Nullable SortedSet<String> tags(@Nullable String given) {
        if (given == null) {
            return null;
        }
        return Arrays.stream(given.split(","))
                .map(String::strip)
                .filter(tag -> !tag.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static <T> @Nullable T typed(
            Map<String, @Nullable Object> metadata,
            String member,
            Class<T> type,
            String what,
            String pointer,
            Problems problems) {
        var given = metadata.get(member);
        if (given == null || type.isInstance(given)) {
            return type.cast(given);
        }
        problems.add(Json.pointer(pointer, member), "WRONG_TYPE", "must be " + what);
        return null;
    }
}
