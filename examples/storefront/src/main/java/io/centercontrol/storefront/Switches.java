package io.centercontrol.storefront;

/** The platform's flags that the storefront asks for, by their keys, and the calls that it counts. */
public final class Switches {
    /** Whether checkout is one step: an order that does not say how it is paid is paid at once. Off until it is said. */
    public static final String EXPRESS_CHECKOUT = "express-checkout";

    /** Whether an order can be wrapped as a gift. Off until it is said. */
    public static final String GIFT_WRAPPING = "gift-wrapping";

    /** Whether SwiftPay works. A kill switch: on until somebody says that it does not. */
    public static final String SWIFTPAY = "payments-swiftpay";

    /** The class of call that an order is. */
    public static final String CHECKOUT = "checkout";

    private Switches() {}
}
