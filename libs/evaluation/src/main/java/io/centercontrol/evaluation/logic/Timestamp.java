package io.centercontrol.evaluation.logic;

import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** The time of the evaluation in whole seconds of the epoch. */
final class Timestamp extends Node {
    private final InstantSource clock;

    Timestamp(String pointer, InstantSource clock) {
        super(pointer);
        this.clock = clock;
    }

    @Override
    public @Nullable Object value(Attributes attributes, @Nullable Object element) {
        return number(attributes, element);
    }

    @Override
    public boolean truthy(Attributes attributes, @Nullable Object element) {
        return number(attributes, element) != 0;
    }

    @Override
    double number(Attributes attributes, @Nullable Object element) {
        return Math.floorDiv(clock.millis(), 1000L);
    }

    @Override
    boolean numeric() {
        return true;
    }
}
