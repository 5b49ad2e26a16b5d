package io.centercontrol.evaluation.logic;

/**
 * Ends an evaluation that would take too much memory: concatenation and merging inside a reduction double what they are
 * given, so that a short rule can ask for more than there is. One instance without a stack trace: it is thrown where
 * nothing shall be allocated.
 */
public final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 1 << 16;
    private static final Fault TOO_LONG = new Fault();

    private Fault() {
        super("a text or a list grew beyond " + LONGEST, null, false, false);
    }

    static void whenTooLong(int length) {
        if (length > LONGEST) {
            throw TOO_LONG;
        }
    }
}
