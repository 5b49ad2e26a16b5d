package io.centercontrol.dataplane;

/**
 * What a tenant may be allowed to do. The platform says which of these are allowed now; what it does not list is refused,
 * and an operation that this SDK has never heard of is nothing that anyone here could ask for.
 */
public enum Operation {
    /** A customer or a member of staff begins a session. */
    LOGIN(true),
    /** A new order is taken. */
    ORDER(true),
    /** Staff look at what is there. */
    BACKOFFICE_READ(false),
    /** The tenant takes its own data out. */
    EXPORT(false);

    private final boolean leased;

    Operation(boolean leased) {
        this.leased = leased;
    }

    /** Whether a run-out lease refuses it: log-ins and orders only, since reading one's own data does no harm. */
    public boolean leased() {
        return leased;
    }
}
