package io.centercontrol.dataplane;

/** Names under which a tenant service carries the tenant and the trace along: HTTP and Kafka headers, and log fields. */
public final class TenantContext {
    /** HTTP request header with the tenant's id. */
    public static final String HTTP_TENANT_ID = "X-Tenant-Id";

    /** HTTP request header with the tenant's slug. */
    public static final String HTTP_TENANT_SLUG = "X-Tenant-Slug";

    /** Claim of a token with the tenant's id. */
    public static final String CLAIM_TENANT_ID = "tenant_id";

    /** Kafka header with the tenant's id. */
    public static final String KAFKA_TENANT_ID = "tenant-id";

    /** Kafka and HTTP header of W3C Trace Context. */
    public static final String TRACEPARENT = "traceparent";

    /** Log field (MDC) with the tenant's id. */
    public static final String LOG_TENANT_ID = "tenantId";

    private TenantContext() {}
}
