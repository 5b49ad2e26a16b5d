package io.centercontrol.kit.problem;

/** A change came without the {@code If-Match} that it needs (RFC 6585, 428). */
public final class PreconditionRequiredException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public PreconditionRequiredException() {
        super("If-Match is missing", null, false, false);
    }
}
