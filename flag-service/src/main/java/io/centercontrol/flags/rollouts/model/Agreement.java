package io.centercontrol.flags.rollouts.model;

import io.centercontrol.kernel.Actor;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Another person agreed with the whole plan. */
public record Agreement(Actor by, Instant at, @Nullable String comment) {}
