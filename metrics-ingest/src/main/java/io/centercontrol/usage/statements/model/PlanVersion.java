package io.centercontrol.usage.statements.model;

/** One version of a plan or an add-on, by its key. */
public record PlanVersion(String key, int version) {}
