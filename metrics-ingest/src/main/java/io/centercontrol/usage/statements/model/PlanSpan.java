package io.centercontrol.usage.statements.model;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A time in which a tenant had one version of a plan or an add-on.
 *
 * @param trial whether it tried the plan
 * @param price of a whole interval, whatever part of it the span is; null of one that has none, or whose price was not heard by the
 *     close
 */
public record PlanSpan(
        Kind kind,
        PlanVersion plan,
        boolean trial,
        Instant from,
        Instant until,
        @Nullable Price price) {
    /** Which of the two. */
    public enum Kind {
        PLAN,
        ADD_ON
    }

    boolean isFollowedBy(PlanSpan next) {
        return kind == next.kind
                && plan.equals(next.plan)
                && trial == next.trial
                && until.equals(next.from)
                && Objects.equals(price, next.price);
    }

    PlanSpan until(Instant later) {
        return new PlanSpan(kind, plan, trial, from, later, price);
    }
}
