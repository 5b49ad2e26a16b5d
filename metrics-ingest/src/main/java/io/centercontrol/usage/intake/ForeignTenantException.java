package io.centercontrol.usage.intake;

/** An event is of a tenant for whom the key that it came with may not speak. Has no stack trace: it is no defect. */
public final class ForeignTenantException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String pointer;

    ForeignTenantException(String pointer) {
        super("the key is for another tenant", null, false, false);
        this.pointer = pointer;
    }

    /** Where the event stands in its request, as a JSON pointer. */
    public String pointer() {
        return pointer;
    }
}
