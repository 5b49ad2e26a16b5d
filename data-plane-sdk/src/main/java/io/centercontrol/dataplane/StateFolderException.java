package io.centercontrol.dataplane;

/** The folder for the instance's copy cannot be used; the message says why and what to do. */
public final class StateFolderException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** With a message for the one who starts the service. */
    public StateFolderException(String message) {
        super(message);
    }

    /** With what the file system said. */
    public StateFolderException(String message, Throwable cause) {
        super(message, cause);
    }
}
