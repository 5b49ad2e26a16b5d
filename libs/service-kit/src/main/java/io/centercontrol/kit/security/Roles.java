package io.centercontrol.kit.security;

/** The platform's roles, as they stand in a token's {@code groups}. */
public final class Roles {
    /** May do everything, changes of the platform itself included. */
    public static final String ADMIN = "platform-admin";

    /** Runs the platform from day to day: registers, suspends, reinstates, retries. */
    public static final String OPERATOR = "platform-operator";

    /** Sees, but changes nothing. */
    public static final String VIEWER = "platform-viewer";

    /** Sees everything including history, and exports it. */
    public static final String AUDITOR = "auditor";

    /** Sees what billing needs. */
    public static final String BILLING = "billing";

    /** Administers one tenant's shop, which the token is bound to: see {@link Caller#TENANT_CLAIM}. No role of the platform. */
    public static final String TENANT_ADMIN = "tenant-admin";

    /** A tenant service of the data plane. */
    public static final String TENANT_SERVICE = "tenant-service";

    private Roles() {}
}
