package io.centercontrol.kernel;

import org.jspecify.annotations.Nullable;

/**
 * One changed field of an aggregate.
 *
 * @param path JSON pointer (RFC 6901) into the aggregate
 * @param before the value before; null when there was none
 * @param after the value after; null when there is none any more
 */
public record FieldChange(
        String path, @Nullable Object before, @Nullable Object after) {}
