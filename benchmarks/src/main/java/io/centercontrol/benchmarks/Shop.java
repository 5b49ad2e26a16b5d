package io.centercontrol.benchmarks;

import io.centercontrol.evaluation.FlagContext;
import org.jspecify.annotations.Nullable;

/** A tenant as an application holds it. Is a context itself: nothing is put into a map to ask a flag. */
record Shop(String id, String plan) implements FlagContext {
    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "tenantId" -> id;
            case "plan" -> plan;
            default -> null;
        };
    }

    @Override
    public String targetingKey() {
        return id;
    }
}
