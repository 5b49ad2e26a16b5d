package io.centercontrol.storefront;

/** How an order is paid. */
public enum Payment {
    /** The shop sends a bill. Always there. */
    INVOICE,
    /** By an integration that the platform's operators can take away, for everybody or for some. */
    SWIFTPAY
}
