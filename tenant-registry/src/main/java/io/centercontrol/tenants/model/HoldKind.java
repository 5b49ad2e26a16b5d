package io.centercontrol.tenants.model;

/** Why a tenant must not be deleted. */
public enum HoldKind {
    /** A court, an authority or a dispute needs the data. */
    LEGAL,
    /** Money is still owed. */
    BILLING
}
