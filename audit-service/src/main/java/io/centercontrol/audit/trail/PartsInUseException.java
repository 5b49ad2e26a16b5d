package io.centercontrol.audit.trail;

/** Others hold what is needed for longer than was waited. Nothing was changed. */
public final class PartsInUseException extends RuntimeException {
    /** @param cause what the database said */
    public PartsInUseException(Throwable cause) {
        super("what is personal of the entries is in use", cause);
    }
}
