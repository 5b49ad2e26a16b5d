package io.centercontrol.dataplane.follow;

/** The topic cannot be read by its newest records alone: it has to be read again, record by record. */
final class Unclear extends Exception {
    private static final long serialVersionUID = 1;

    Unclear(String message, Exception cause) {
        super(message, cause);
    }
}
