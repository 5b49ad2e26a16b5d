package io.centercontrol.dataplane;

/** A place in a request that names its tenant. */
public enum Hint {
    /** The host name that the request was sent to. */
    HOST,
    /** A slug, as in {@code X-Tenant-Slug}. */
    SLUG,
    /** A tenant id, as in {@code X-Tenant-Id}. */
    HEADER,
    /** A tenant id in a verified token, as in {@code tenant_id}. */
    CLAIM
}
