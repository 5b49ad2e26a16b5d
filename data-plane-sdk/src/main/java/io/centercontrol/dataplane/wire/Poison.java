package io.centercontrol.dataplane.wire;

/** A record that can never be read, however often one tries. The message says what is wrong with it. */
public final class Poison extends Exception {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST_MESSAGE = 500;

    /** Without a stack trace: the fault is in the record. What the message quotes of it is cut. */
    public Poison(String message) {
        super(
                message.length() <= LONGEST_MESSAGE ? message : message.substring(0, LONGEST_MESSAGE) + "...",
                null,
                false,
                false);
    }
}
