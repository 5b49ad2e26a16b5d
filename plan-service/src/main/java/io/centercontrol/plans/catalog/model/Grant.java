package io.centercontrol.plans.catalog.model;

import org.jspecify.annotations.Nullable;

/** What a plan, an add-on or an override says of one feature. */
public sealed interface Grant {
    /** The kind of feature that it can be said of. */
    Feature.Kind kind();

    /** Whether it is as good as no grant: off, or 0. */
    boolean grantsNothing();

    /** The bound of a limit or a meter; null for none, and for a switch. */
    default @Nullable Long bound() {
        return switch (this) {
            case Switch _ -> null;
            case Limit limit -> limit.most();
            case Meter meter -> meter.amount();
        };
    }

    /** On or off. */
    record Switch(boolean on) implements Grant {
        @Override
        public boolean grantsNothing() {
            return !on;
        }

        @Override
        public Feature.Kind kind() {
            return Feature.Kind.SWITCH;
        }
    }

    /**
     * How many there may be at a time.
     *
     * @param most 0 or more; null for any number
     * @param hard whether more is refused, or only told of
     */
    record Limit(@Nullable Long most, boolean hard) implements Grant {
        @Override
        public boolean grantsNothing() {
            return most != null && most == 0 && hard;
        }

        @Override
        public Feature.Kind kind() {
            return Feature.Kind.LIMIT;
        }
    }

    /**
     * How much may be used in a period.
     *
     * @param amount 0 or more; null for any amount
     */
    record Meter(@Nullable Long amount, Period period) implements Grant {
        @Override
        public boolean grantsNothing() {
            return amount != null && amount == 0;
        }

        @Override
        public Feature.Kind kind() {
            return Feature.Kind.METER;
        }
    }

    /** When a meter starts over, in UTC. */
    enum Period {
        DAY,
        MONTH
    }
}
