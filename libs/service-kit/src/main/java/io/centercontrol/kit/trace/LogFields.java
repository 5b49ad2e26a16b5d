package io.centercontrol.kit.trace;

/** Names of the ids in the log's context; {@code traceId} and {@code spanId} are put beside them by OpenTelemetry. */
public final class LogFields {
    public static final String TENANT_ID = "tenantId";
    public static final String EVENT_ID = "eventId";
    public static final String CORRELATION_ID = "correlationId";

    private LogFields() {}
}
