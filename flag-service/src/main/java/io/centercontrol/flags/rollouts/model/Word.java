package io.centercontrol.flags.rollouts.model;

import io.centercontrol.kernel.Actor;
import java.time.Instant;

/** What somebody said of a rollout since its last step began. */
public record Word(WordVerdict verdict, Actor by, Instant at, String reason) {}
