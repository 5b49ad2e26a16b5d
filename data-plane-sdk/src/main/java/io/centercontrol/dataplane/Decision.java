package io.centercontrol.dataplane;

/** The answer to "may this tenant do that here and now?". */
public enum Decision {
    /** Go on. */
    ALLOWED,
    /** This copy knows no such tenant. */
    TENANT_UNKNOWN,
    /** The platform does not allow the tenant this operation now; the tenant's status and reason say why. */
    OPERATION_NOT_ALLOWED,
    /** This instance has never had a whole copy, or is closed: it cannot know. */
    NOT_READY,
    /** The instance has a lease and has not reached the end of the log for longer than that. */
    LEASE_EXPIRED;

    /** True for {@link #ALLOWED} alone. */
    public boolean allowed() {
        return this == ALLOWED;
    }
}
