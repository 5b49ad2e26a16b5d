package io.centercontrol.kit.avro;

import org.jspecify.annotations.Nullable;

/** Bytes that are no record of the expected kind; no later attempt will read them better. */
public final class UnreadableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong with the bytes. */
    public UnreadableException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
