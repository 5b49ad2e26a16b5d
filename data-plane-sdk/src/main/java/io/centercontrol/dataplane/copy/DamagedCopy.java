package io.centercontrol.dataplane.copy;

/** The copy on disk holds something that was never written to it: it cannot be trusted. */
public final class DamagedCopy extends Exception {
    private static final long serialVersionUID = 1L;

    /** Says what was found. */
    public DamagedCopy(String message) {
        super(message);
    }

    /** Says what was found, and how. */
    public DamagedCopy(String message, Throwable cause) {
        super(message, cause);
    }
}
