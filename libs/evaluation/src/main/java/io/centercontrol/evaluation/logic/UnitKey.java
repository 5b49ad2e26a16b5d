package io.centercontrol.evaluation.logic;

import org.jspecify.annotations.Nullable;

/**
 * One value that a rule gives: a text is hashed as UTF-8, a number or a truth as CBOR, and where there is none it is as if the
 * rule had named no key.
 */
final class UnitKey extends HashKey {
    private final Node unit;
    private final HashKey otherwise;

    UnitKey(Node unit, HashKey otherwise) {
        this.unit = unit;
        this.otherwise = otherwise;
    }

    @Override
    long hash(Attributes attributes, @Nullable Object element) {
        return switch (unit.value(attributes, element)) {
            case null -> otherwise.hash(attributes, element);
            case String text -> TextKey.hash(text);
            case Boolean truth -> Cbor.hash(truth);
            case Number number -> Cbor.hash(number);
            default -> NONE;
        };
    }
}
