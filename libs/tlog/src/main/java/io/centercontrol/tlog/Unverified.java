package io.centercontrol.tlog;

/** A note that is not signed by whom it should be: nothing in it may be believed. */
public final class Unverified extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says which key's signature is missing or wrong. */
    public Unverified(String message) {
        super(message);
    }
}
