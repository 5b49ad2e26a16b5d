package io.centercontrol.audit.stream.model;

import org.jspecify.annotations.Nullable;

/**
 * Where a stream goes.
 *
 * @param url of a webhook; null for syslog
 * @param host of syslog; null for a webhook
 * @param port of syslog
 * @param certificates PEM of whom a syslog receiver's certificate must come from; null for those that every machine trusts
 */
public record Terms(
        String name,
        StreamKind kind,
        @Nullable String url,
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String certificates,
        StreamFormat format) {}
