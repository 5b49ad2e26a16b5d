package io.centercontrol.provisioning.progress.model;

/** How a tenant's life bears on what its services are asked for. */
public enum Stage {
    /** It lives, or its deletion can still be cancelled: its services follow each of its versions. */
    LIVING,
    /** Its services hand over what they hold. There is no way back from here. */
    EXPORTING,
    /** Its services erase what they hold. */
    ERASING,
    /** Nothing is asked for any more. */
    DELETED
}
