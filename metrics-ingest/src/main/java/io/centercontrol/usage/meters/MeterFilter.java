package io.centercontrol.usage.meters;

import io.centercontrol.usage.meters.model.Aggregation;
import io.centercontrol.usage.meters.model.Grade;
import org.jspecify.annotations.Nullable;

/** Which meters are meant; what is null does not matter. */
public record MeterFilter(
        @Nullable Aggregation aggregation,
        @Nullable Grade grade,
        @Nullable String eventType,
        @Nullable String feature,
        @Nullable Boolean archived) {}
