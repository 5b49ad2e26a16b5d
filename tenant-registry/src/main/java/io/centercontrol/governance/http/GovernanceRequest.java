package io.centercontrol.governance.http;

import io.centercontrol.governance.model.Terms;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** All terms as they come in JSON. A limit, plan or bound that is null or missing is none; everything else is needed. */
@Schema(
        requiredProperties = {
            "defaultMostStores",
            "reservedNames",
            "deletionGrace",
            "slugCoolDown",
            "exportRetention",
            "tombstoneAfter",
            "reason"
        })
record GovernanceRequest(
        @Nullable Long mostTestTenants,
        @Nullable Long mostLiveTenants,
        @Nullable Long defaultMostStores,
        @Nullable List<@Nullable String> reservedNames,
        @Nullable String deletionGrace,
        @Nullable String slugCoolDown,
        @Nullable String exportRetention,
        @Nullable String tombstoneAfter,
        @Nullable String defaultPlan,
        @Nullable String auditRetentionLeast,
        @Nullable String auditRetentionMost,
        @Nullable String reason) {

    Terms toTerms() {
        var wrong = new ArrayList<Violation>();
        var terms = new Terms(
                mostTestTenants,
                mostLiveTenants,
                number(defaultMostStores, wrong),
                names(wrong),
                time("/deletionGrace", deletionGrace, wrong),
                time("/slugCoolDown", slugCoolDown, wrong),
                time("/exportRetention", exportRetention, wrong),
                time("/tombstoneAfter", tombstoneAfter, wrong),
                defaultPlan,
                bound("/auditRetentionLeast", auditRetentionLeast, wrong),
                bound("/auditRetentionMost", auditRetentionMost, wrong));
        if (!wrong.isEmpty()) {
            throw new Refusal.Invalid(wrong).asException();
        }
        return terms;
    }

    private static long number(@Nullable Long given, List<Violation> wrong) {
        if (given == null) {
            wrong.add(new Violation("/defaultMostStores", "REQUIRED", "Send the default number of stores."));
            return 0;
        }
        return given;
    }

    private Set<String> names(List<Violation> wrong) {
        if (reservedNames == null || reservedNames.stream().anyMatch(Objects::isNull)) {
            wrong.add(new Violation(
                    "/reservedNames", "REQUIRED", "Send the reserved names as a list, an empty one for none."));
            return Set.of();
        }
        var names = new HashSet<String>();
        reservedNames.forEach(name -> names.add(Objects.requireNonNull(name)));
        return names;
    }

    private static @Nullable Duration bound(String pointer, @Nullable String text, List<Violation> wrong) {
        return text == null ? null : time(pointer, text, wrong);
    }

    private static Duration time(String pointer, @Nullable String text, List<Violation> wrong) {
        try {
            if (text != null) {
                return Duration.parse(text);
            }
            wrong.add(new Violation(pointer, "REQUIRED", "Send a length of time such as P30D."));
        } catch (DateTimeParseException | ArithmeticException e) {
            wrong.add(new Violation(
                    pointer,
                    "INVALID_DURATION",
                    "Must be an ISO 8601 length of time in days, hours, minutes, seconds, such as P30D."));
        }
        return Duration.ZERO;
    }
}
