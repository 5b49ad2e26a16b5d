package io.centercontrol.usage.consumption.model;

/** That a tenant has reached a threshold of a feature. */
public record Reached(String feature, Threshold threshold) {}
