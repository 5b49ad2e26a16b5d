package io.centercontrol.wire;

import java.io.IOException;

/** Bytes that are no value of their schema. The message says why, in at most some hundred characters. */
public final class MalformedValue extends IOException {
    private static final long serialVersionUID = 1L;
    private static final int MOST_WORDS = 300;

    /** Says what is wrong with the bytes. */
    public MalformedValue(String message) {
        super(message);
    }

    /** Of what came out of Avro, whose messages may quote the bytes themselves. */
    static MalformedValue of(Throwable cause) {
        return new MalformedValue(bounded(cause));
    }

    private static String bounded(Throwable cause) {
        var message = cause.getMessage();
        var text = message == null ? cause.getClass().getSimpleName() : message;
        return text.length() <= MOST_WORDS ? text : text.substring(0, MOST_WORDS) + "...";
    }

    /** The fault is in the bytes: a stack trace tells nothing of it, and would cost more than the reading. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
