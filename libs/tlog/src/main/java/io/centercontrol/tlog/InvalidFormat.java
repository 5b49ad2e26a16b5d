package io.centercontrol.tlog;

/** What was read is not what its specification says it is; the message tells where. */
public final class InvalidFormat extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong, for whoever sent it. */
    public InvalidFormat(String message) {
        super(message);
    }
}
