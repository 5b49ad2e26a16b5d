package io.centercontrol.storefront;

/** Carries a {@link ShopRefusal} to the door. Has no stack trace: a refusal is no defect. */
public final class ShopRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient ShopRefusal refusal;

    ShopRefusedException(ShopRefusal refusal) {
        super(refusal.toString(), null, false, false);
        this.refusal = refusal;
    }

    /** What was refused and why. */
    public ShopRefusal refusal() {
        return refusal;
    }
}
