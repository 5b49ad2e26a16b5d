package io.centercontrol.audit.trail.model;

import org.jspecify.annotations.Nullable;

/**
 * A field that was changed, as its event tells it.
 *
 * @param path JSON pointer into the aggregate
 * @param before JSON text, as it stands in the event; null when there was none
 * @param after JSON text; null when there is none any more
 */
public record ChangedField(
        String path, @Nullable String before, @Nullable String after) {}
