package io.centercontrol.tenants.model;

/** How far a custom domain is. */
public enum DomainStatus {
    /** Claimed; the DNS record has not been seen yet. */
    PENDING,
    /** The DNS record was seen: the domain leads to the tenant. */
    VERIFIED,
    /** The DNS record was gone for too long: the domain was taken away. It can be verified again. */
    LOST
}
