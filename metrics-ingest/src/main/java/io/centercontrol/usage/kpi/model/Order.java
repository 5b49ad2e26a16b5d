package io.centercontrol.usage.kpi.model;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;

/** In which order tenants stand, of those that had anything in the span or in the one before. */
public enum Order {
    /** Who has most. */
    TOP(Comparator.comparing((Ranked one) -> one.value().value()).reversed()),
    /** Who has least. */
    BOTTOM(Comparator.comparing(one -> one.value().value())),
    /** Who has gained most. */
    UP(Comparator.comparing((Ranked one) -> one.value().change()).reversed()),
    /** Who has lost most. */
    DOWN(Comparator.comparing(one -> one.value().change())),
    /** Who has gained most of what it had: of those that had something. */
    UP_RELATIVE(relative().reversed()),
    /** Who has lost most of what it had. */
    DOWN_RELATIVE(relative());

    private final Comparator<Ranked> comparator;

    Order(Comparator<Ranked> comparator) {
        this.comparator = comparator;
    }

    /** Those in this order; of equal ones by their ids. */
    public List<Ranked> of(List<Ranked> some) {
        return some.stream()
                .sorted(comparator.thenComparing(one -> one.tenant().toString()))
                .toList();
    }

    /** By what is held against what was before, without rounding: a/b < c/d as a·d < c·b. */
    private static Comparator<Ranked> relative() {
        return (one, other) -> share(one, other).compareTo(share(other, one));
    }

    private static BigInteger share(Ranked one, Ranked other) {
        return one.value().value().multiply(other.value().before());
    }
}
