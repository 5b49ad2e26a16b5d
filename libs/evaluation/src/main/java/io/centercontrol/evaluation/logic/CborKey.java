package io.centercontrol.evaluation.logic;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One value that a rule gives, of any kind, hashed as CBOR. There is no key where there is no value, or a list. */
final class CborKey extends HashKey {
    private final Node unit;

    CborKey(Node unit) {
        this.unit = unit;
    }

    @Override
    long hash(Attributes attributes, @Nullable Object element) {
        var value = unit.value(attributes, element);
        return value == null || value instanceof List ? NONE : Cbor.hash(value);
    }
}
