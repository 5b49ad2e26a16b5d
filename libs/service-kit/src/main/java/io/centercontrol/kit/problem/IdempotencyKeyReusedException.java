package io.centercontrol.kit.problem;

/** An Idempotency-Key came again, with another body than the first time. */
public final class IdempotencyKeyReusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public IdempotencyKeyReusedException() {
        super("the Idempotency-Key was used with another body", null, false, false);
    }
}
