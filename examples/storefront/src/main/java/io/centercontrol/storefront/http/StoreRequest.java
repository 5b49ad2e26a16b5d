package io.centercontrol.storefront.http;

import io.centercontrol.kernel.DisplayText;
import io.centercontrol.storefront.Customer;
import io.centercontrol.storefront.OpenStore;
import org.jspecify.annotations.Nullable;

/** {@code POST /stores}. */
record StoreRequest(@Nullable String name) {
    private static final int LONGEST_NAME = 100;

    OpenStore.Command command(Customer by) {
        var stripped = name == null ? "" : name.strip();
        if (DisplayText.isBlank(stripped) || stripped.length() > LONGEST_NAME || !DisplayText.isLine(stripped)) {
            throw Body.invalid("/name", "NAME_INVALID", "Give a name of 1 to " + LONGEST_NAME + " characters.");
        }
        return new OpenStore.Command(by, stripped);
    }
}
