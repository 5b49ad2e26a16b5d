package io.centercontrol.provisioning.progress.model;

/** How a tenant stands with a tenant service that it goes to, went to, or may go to. */
public enum Stay {
    /** The service serves it. */
    IN_SERVICE,
    /** What decides on it was not heard yet: nothing is asked, and it counts as not done. */
    UNDECIDED,
    /** The service serves it no more, and keeps what it has. */
    KEPT,
    /** The service serves it no more, and is to let go of what it has. */
    ERASING,
    /** The service has let go of what it had, but for what it says that it keeps. */
    ERASED
}
