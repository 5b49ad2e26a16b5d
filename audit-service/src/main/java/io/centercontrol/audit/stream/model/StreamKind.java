package io.centercontrol.audit.stream.model;

/** How a SIEM is reached. */
public enum StreamKind {
    /** By HTTP, signed by the Standard Webhooks specification. */
    WEBHOOK,
    /** By syslog: RFC 5424 over TLS (RFC 5425). */
    SYSLOG
}
