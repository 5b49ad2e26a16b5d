package io.centercontrol.evaluation;

import io.centercontrol.evaluation.json.Json;
import io.centercontrol.evaluation.json.Problems;
import io.centercontrol.evaluation.logic.Bucketing;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A {@link Share} in flagd's language, and what must be so that it says what is meant. */
final class ShareRule {
    private static final String POINTER = "/rollout";

    private ShareRule() {}

    /** Notes, under {@code /rollout}, why the share would reach nobody or the wrong ones. */
    static void check(Share share, Map<String, @Nullable Object> authored, boolean unreadable, Problems problems) {
        var variants =
                Objects.requireNonNullElse(Json.members(authored.get("variants")), Map.<String, @Nullable Object>of());
        if (!variants.containsKey(share.variant())) {
            problems.add(
                    POINTER + "/variant",
                    "UNKNOWN_VARIANT",
                    "names the variant `" + share.variant() + "`, which the flag does not have; it has "
                            + variants.keySet());
        } else if (share.variant().equals(authored.get("defaultVariant"))) {
            problems.add(
                    POINTER + "/variant", "DEFAULT_VARIANT", "is the flag's default, so that everybody has it already");
        }
        if (share.basisPoints() < 1 || share.basisPoints() > Share.ALL) {
            problems.add(POINTER + "/percent", "OUT_OF_RANGE", "must be above 0 percent, and 100 at most");
        }
        var metadata = Json.members(authored.get("metadata"));
        if (metadata != null && Bucketing.of(metadata.get(Bucketing.MEMBER)) == null) {
            problems.add(POINTER, "UNKNOWN_BUCKETING", "is of a flag that is spread by a hash that is not known here");
        }
        targeting(authored, variants, unreadable, problems);
    }

    private static void targeting(
            Map<String, @Nullable Object> authored,
            Map<String, @Nullable Object> variants,
            boolean unreadable,
            Problems problems) {
        var targeting = Json.members(authored.get("targeting"));
        if (targeting == null || targeting.isEmpty()) {
            return;
        }
        var gives = Giving.of(targeting);
        if (unreadable) {
            problems.add(POINTER, "TARGETING_UNREADABLE", "would reach nobody, since the targeting cannot be read");
        } else if (!gives.contains(Giving.NOTHING)) {
            problems.add(
                    POINTER,
                    "TARGETING_ALWAYS_ANSWERS",
                    "would reach nobody, since the targeting gives everybody a variant; leave away what it gives"
                            + " otherwise, so that the default counts");
        } else if (gives.contains(Giving.FALSE) && variants.containsKey("false")
                || gives.contains(Giving.ZERO) && variants.containsKey("0")) {
            problems.add(
                    POINTER,
                    "TARGETING_GIVES_FALSE",
                    "cannot be told from a targeting that gives false or 0 itself; give the variant as a text, by `if`");
        }
    }

    /** The condition of being in it. */
    static Object condition(String flag, Share share) {
        if (share.isAll()) {
            return true;
        }
        var key = Map.of("var", share.by().attribute());
        // Another name than the variant's, since a client may take no null for an outcome.
        var outside = "not " + share.variant();
        var shares = List.of(
                Map.of("cat", List.of(flag, key)),
                List.of(share.variant(), share.basisPoints()),
                List.of(outside, Share.ALL - share.basisPoints()));
        return Map.of("and", List.of(key, Map.of("==", List.of(Map.of("fractional", shares), share.variant()))));
    }

    /** Gives its variant to who is in it, and nothing to all others. */
    static Object rule(String flag, Share share) {
        return Map.of("if", List.of(condition(flag, share), share.variant()));
    }
}
