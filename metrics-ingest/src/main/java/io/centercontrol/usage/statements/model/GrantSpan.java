package io.centercontrol.usage.statements.model;

import io.centercontrol.usage.consumption.model.Granted;
import java.time.Instant;

/** A time in which one limit or meter was granted as it says. */
public record GrantSpan(Granted granted, Instant from, Instant until) {}
