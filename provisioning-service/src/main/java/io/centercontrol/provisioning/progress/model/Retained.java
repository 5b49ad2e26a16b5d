package io.centercontrol.provisioning.progress.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant service keeps of a tenant that it erased.
 *
 * @param what the data, in words
 * @param where the place it is kept at
 * @param until when it goes; null when no end is set
 * @param basis why it may be kept: the law or the contract
 */
public record Retained(String what, String where, @Nullable Instant until, String basis) {}
