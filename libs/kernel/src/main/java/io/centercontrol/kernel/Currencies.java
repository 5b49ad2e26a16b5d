package io.centercontrol.kernel;

import java.util.Currency;
import java.util.Set;
import java.util.stream.Collectors;

/** Currencies in which something can cost something. */
public final class Currencies {
    private static final Set<String> CODES = Currency.getAvailableCurrencies().stream()
            // Codes for tests, for none and for metals have no smallest unit.
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private Currencies() {}

    /** Whether a code is one of ISO 4217 with a smallest unit. */
    public static boolean has(String code) {
        return CODES.contains(code);
    }
}
