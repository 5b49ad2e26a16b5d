package io.centercontrol.kit.security;

/** A tenant service's token was sent where another one's is needed, or it names none. */
public final class ForeignServiceException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String service;

    ForeignServiceException(String service) {
        super("not a token of " + service, null, false, false);
        this.service = service;
    }

    /** The service whose token is needed. */
    public String service() {
        return service;
    }
}
