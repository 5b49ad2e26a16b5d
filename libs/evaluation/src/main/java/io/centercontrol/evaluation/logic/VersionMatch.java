package io.centercontrol.evaluation.logic;

import org.jspecify.annotations.Nullable;

/** {@code sem_ver}; without a value where something is no version. */
final class VersionMatch extends Node {
    /** How two versions have to stand to each other. */
    enum Range {
        EQUAL("="),
        UNEQUAL("!="),
        LESS("<"),
        LESS_OR_EQUAL("<="),
        GREATER(">"),
        GREATER_OR_EQUAL(">="),
        SAME_MAJOR("^"),
        SAME_MINOR("~");

        private final String sign;

        Range(String sign) {
            this.sign = sign;
        }

        /** The one with this sign; null when there is none. */
        static @Nullable Range of(@Nullable Object sign) {
            for (var range : values()) {
                if (range.sign.equals(sign)) {
                    return range;
                }
            }
            return null;
        }
    }

    private final Node left;
    private final Range range;
    private final Node right;

    VersionMatch(String pointer, Node left, Range range, Node right) {
        super(pointer);
        this.left = left;
        this.range = range;
        this.right = right;
    }

    @Override
    public @Nullable Object value(Attributes attributes, @Nullable Object element) {
        var version = version(left.value(attributes, element));
        var other = version(right.value(attributes, element));
        return version == null || other == null ? null : (Object) matches(version, other);
    }

    private boolean matches(String version, String other) {
        return switch (range) {
            case EQUAL -> SemanticVersion.compare(version, other) == 0;
            case UNEQUAL -> SemanticVersion.compare(version, other) != 0;
            case LESS -> SemanticVersion.compare(version, other) < 0;
            case LESS_OR_EQUAL -> SemanticVersion.compare(version, other) <= 0;
            case GREATER -> SemanticVersion.compare(version, other) > 0;
            case GREATER_OR_EQUAL -> SemanticVersion.compare(version, other) >= 0;
            case SAME_MAJOR -> SemanticVersion.part(version, 0) == SemanticVersion.part(other, 0);
            case SAME_MINOR ->
                SemanticVersion.part(version, 0) == SemanticVersion.part(other, 0)
                        && SemanticVersion.part(version, 1) == SemanticVersion.part(other, 1);
        };
    }

    private static @Nullable String version(@Nullable Object value) {
        var text = value instanceof Number number ? Values.text(number) : value;
        return text instanceof String version && SemanticVersion.valid(version) ? version : null;
    }
}
