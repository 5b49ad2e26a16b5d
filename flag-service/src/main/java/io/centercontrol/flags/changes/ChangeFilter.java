package io.centercontrol.flags.changes;

import io.centercontrol.flags.changes.model.State;
import org.jspecify.annotations.Nullable;

/**
 * Which change requests are meant; what is null does not matter.
 *
 * @param flag a flag's key
 * @param author the id of who proposed it
 */
public record ChangeFilter(
        @Nullable State state,
        @Nullable String flag,
        @Nullable String author) {}
