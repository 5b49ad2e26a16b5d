package io.centercontrol.usage.statements.model;

import io.centercontrol.usage.meters.model.Aggregation;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * What a meter counted in a time.
 *
 * @param feature whose use it tells; null of none
 * @param unit what is counted; null where it is money, or nothing is said
 * @param currency as ISO 4217 calls it, and the quantity is in its smallest unit; empty where it is no money
 * @param events how many events it is of; of UNIQUE, how often somebody was seen on a day
 * @param quantity the sum, the number, the highest, the latest, or how many different subjects
 */
public record Figure(
        String meter,
        Aggregation aggregation,
        @Nullable String feature,
        @Nullable String unit,
        String currency,
        BigInteger events,
        BigInteger quantity) {
    /** What tells it apart from the others of its time. */
    Key key() {
        return new Key(meter, currency);
    }

    /** A meter and a currency. */
    record Key(String meter, String currency) {}
}
