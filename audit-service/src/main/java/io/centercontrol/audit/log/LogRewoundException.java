package io.centercontrol.audit.log;

import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The database does not hold the log that was signed: it is shorter, or another. Nothing is signed any more, so that no two
 * checkpoints contradict each other, and what is heard waits.
 */
public class LogRewoundException extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    /** Says what is known and what to do. */
    public LogRewoundException(String message) {
        super(message, new IOException(message));
    }
}
