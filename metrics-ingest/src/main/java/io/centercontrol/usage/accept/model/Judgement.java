package io.centercontrol.usage.accept.model;

import io.centercontrol.kernel.Currencies;
import io.centercontrol.usage.meters.model.Aggregation;
import io.centercontrol.usage.meters.model.Grade;
import io.centercontrol.usage.meters.model.Meter;
import io.centercontrol.usage.meters.model.Money;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whether an event counts, by what is known of its meter and its tenant when it comes. */
public final class Judgement {
    /** What a clock may be ahead of the broker's. */
    public static final Duration SKEW = Duration.ofHours(1);

    private Judgement() {}

    /**
     * The first reason against an event; null when it counts.
     *
     * @param meter null when there is none of its key
     * @param tenantThere whether its tenant is known, and not leaving
     * @param appendedAt when the broker took it
     * @param oldest what happened before is not counted any more
     */
    public static @Nullable Reason against(
            Event event, @Nullable Meter meter, boolean tenantThere, Instant appendedAt, Instant oldest) {
        if (meter == null) {
            return Reason.UNKNOWN_METER;
        }
        if (meter.archived()) {
            return Reason.ARCHIVED_METER;
        }
        if (!tenantThere) {
            return Reason.UNKNOWN_TENANT;
        }
        if (event.happenedAt().isBefore(oldest)) {
            return Reason.TOO_OLD;
        }
        if (event.happenedAt().isAfter(appendedAt.plus(SKEW))) {
            return Reason.IN_THE_FUTURE;
        }
        var measure = meter.measure();
        if (measure.grade() == Grade.BILLING) {
            if (event.grade() != Grade.BILLING) {
                return Reason.WRONG_GRADE;
            }
            if (event.id() == null) {
                return Reason.NO_ID;
            }
        }
        if (measure.aggregation() == Aggregation.COUNT && event.amount() < 1) {
            return Reason.INVALID_COUNT;
        }
        var subject = measure.subjectProperty();
        if (subject != null && event.properties().getOrDefault(subject, "").isEmpty()) {
            return Reason.NO_SUBJECT;
        }
        return money(event, measure.money());
    }

    private static @Nullable Reason money(Event event, @Nullable Money money) {
        if (money == null) {
            return null;
        }
        if (money instanceof Money.AsSaid(var property)
                && !Currencies.has(event.properties().getOrDefault(property, ""))) {
            return Reason.UNKNOWN_CURRENCY;
        }
        return event.amount() < 0 ? Reason.NEGATIVE_MONEY : null;
    }
}
