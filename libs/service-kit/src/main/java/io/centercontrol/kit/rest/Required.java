package io.centercontrol.kit.rest;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.Violation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects which fields of a request are missing, so that all are named at once. */
public final class Required {
    private final List<Violation> missing = new ArrayList<>();

    /** A text that must be there; empty until {@link #end} refuses. */
    public String text(String pointer, @Nullable String given) {
        return value(pointer, given, "");
    }

    /**
     * What is given.
     *
     * @param otherwise stands for what is missing until {@link #end} refuses
     */
    public <T> T value(String pointer, @Nullable T given, T otherwise) {
        if (given == null) {
            missing.add(new Violation(pointer, "REQUIRED", "Send a value; this field has no default."));
            return otherwise;
        }
        return given;
    }

    /** Refuses when anything was missing. */
    public void end() {
        if (!missing.isEmpty()) {
            throw new Refusal.Invalid(missing).asException();
        }
    }
}
