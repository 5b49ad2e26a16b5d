package io.centercontrol.audit.retention;

import io.centercontrol.audit.trail.Parts;
import org.jspecify.annotations.Nullable;

/**
 * A hold as it stands.
 *
 * @param reach null when it was not counted, or took too long
 */
public record Standing(Hold hold, Parts.@Nullable Reach reach) {}
