package io.centercontrol.provisioning.onboarding.http;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import io.centercontrol.provisioning.progress.model.Serves;
import io.centercontrol.provisioning.progress.model.Serves.WhenLeft;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Which tenants a tenant service serves: those that every criterion is true of. One that is missing, null or empty asks
 * nothing; of several values any will do.
 *
 * @param kinds LIVE, TEST
 * @param regions regions, in the words of tenants
 * @param plans keys of plans
 * @param features keys of switches that a tenant is entitled to: on by its plan, an add-on or an override
 * @param labels labels that a tenant has with these values; it must have all of them
 * @param whenLeft KEEP or ERASE what it has of a tenant that it serves no more; KEEP when it is missing
 */
@Schema(name = "Serves")
record ServesRequest(
        @Nullable List<@Nullable String> kinds,
        @Nullable List<@Nullable String> regions,
        @Nullable List<@Nullable String> plans,
        @Nullable List<@Nullable String> features,
        @Nullable Map<String, @Nullable String> labels,
        @Schema(enumeration = {"KEEP", "ERASE"}) @Nullable String whenLeft) {
    Serves toModel() {
        var violations = new ArrayList<Violation>();
        var serves = new Serves(
                words("kinds", kinds, violations),
                words("regions", regions, violations),
                words("plans", plans, violations),
                words("features", features, violations),
                pairs(violations),
                left(violations));
        if (!violations.isEmpty()) {
            throw new Refusal.Invalid(violations).asException();
        }
        return serves;
    }

    private static SortedSet<String> words(
            String name, @Nullable List<@Nullable String> given, List<Violation> violations) {
        var words = new TreeSet<String>();
        for (var word : given == null ? List.<@Nullable String>of() : given) {
            if (word == null) {
                violations.add(
                        new Violation("/serves/" + name, "REQUIRED", "A criterion has no null among its values."));
            } else if (!words.add(word)) {
                violations.add(new Violation("/serves/" + name, "DUPLICATE", "Each value is given once."));
            }
        }
        return words;
    }

    private TreeMap<String, String> pairs(List<Violation> violations) {
        var pairs = new TreeMap<String, String>();
        (labels == null ? Map.<String, @Nullable String>of() : labels).forEach((name, value) -> {
            if (value == null) {
                violations.add(new Violation("/serves/labels", "REQUIRED", "A label that is asked for has a value."));
            }
            pairs.put(name, Objects.requireNonNullElse(value, ""));
        });
        return pairs;
    }

    private WhenLeft left(List<Violation> violations) {
        if (whenLeft == null) {
            return WhenLeft.KEEP;
        }
        for (var word : WhenLeft.values()) {
            if (word.name().equals(whenLeft)) {
                return word;
            }
        }
        violations.add(new Violation("/serves/whenLeft", "INVALID_WORD", "whenLeft is KEEP or ERASE."));
        return WhenLeft.KEEP;
    }

    /** What stands so in an answer; null for a service of everybody. */
    static @Nullable ServesRequest of(Serves serves) {
        return serves.equals(Serves.EVERYBODY)
                ? null
                : new ServesRequest(
                        List.copyOf(serves.kinds()),
                        List.copyOf(serves.regions()),
                        List.copyOf(serves.plans()),
                        List.copyOf(serves.features()),
                        new TreeMap<>(serves.labels()),
                        serves.whenLeft().name());
    }
}
