package io.centercontrol.kernel;

/** Carries a {@link Refusal} out of a transaction, which it rolls back. Has no stack trace: a refusal is no defect. */
public final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Refusal refusal;

    /** Wraps a refusal. */
    public RefusedException(Refusal refusal) {
        super(refusal.code() + ": " + refusal.message(), null, false, false);
        this.refusal = refusal;
    }

    /** What was refused and why. */
    public Refusal refusal() {
        return refusal;
    }
}
