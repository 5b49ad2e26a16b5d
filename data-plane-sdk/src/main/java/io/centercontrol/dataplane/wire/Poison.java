package io.centercontrol.dataplane.wire;

/** A record that can never be read, however often one tries. The message says what is wrong with it. */
public final class Poison extends Exception {
    private static final long serialVersionUID = 1L;

    /** Without a stack trace: the fault is in the record. */
    public Poison(String message) {
        super(message, null, false, false);
    }
}
