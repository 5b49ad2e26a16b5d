package io.centercontrol.storefront.http;

import io.centercontrol.storefront.Customer;
import io.centercontrol.storefront.OnceKey;
import io.centercontrol.storefront.Payment;
import io.centercontrol.storefront.PlaceOrder;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code POST /orders}. */
record OrderRequest(
        @Nullable List<@Nullable ItemRequest> items,
        @Nullable String payment) {
    private static final int MOST_ITEMS = 50;
    private static final int MOST_OF_ONE = 1000;
    private static final int LONGEST_SKU = 64;

    /** One line of the order. */
    record ItemRequest(@Nullable String sku, @Nullable Integer quantity) {}

    private @Nullable Payment paymentWished() {
        if (payment == null) {
            return null;
        }
        for (var known : Payment.values()) {
            if (known.name().equals(payment)) {
                return known;
            }
        }
        throw Body.invalid("/payment", "PAYMENT_INVALID", "Pay by one of " + List.of(Payment.values()) + ".");
    }

    PlaceOrder.Command command(Customer customer, @Nullable OnceKey once) {
        if (items == null || items.isEmpty() || items.size() > MOST_ITEMS) {
            throw Body.invalid("/items", "ITEMS_INVALID", "Give 1 to " + MOST_ITEMS + " items.");
        }
        var skus = new HashSet<String>();
        var checked = new ArrayList<PlaceOrder.Command.Item>();
        for (var item : items) {
            var pointer = "/items/" + checked.size();
            if (item == null) {
                throw Body.invalid(pointer, "WRONG_TYPE", "An item must be an object.");
            }
            var sku = item.sku();
            if (sku == null || sku.isBlank() || sku.length() > LONGEST_SKU) {
                throw Body.invalid(
                        pointer + "/sku", "SKU_INVALID", "Give a SKU of 1 to " + LONGEST_SKU + " characters.");
            }
            if (!skus.add(sku)) {
                throw Body.invalid(pointer + "/sku", "SKU_REPEATED", "The SKU is there twice: add the quantities up.");
            }
            var quantity = item.quantity();
            if (quantity == null || quantity < 1 || quantity > MOST_OF_ONE) {
                throw Body.invalid(
                        pointer + "/quantity", "QUANTITY_INVALID", "Give a quantity of 1 to " + MOST_OF_ONE + ".");
            }
            checked.add(new PlaceOrder.Command.Item(sku, quantity));
        }
        return new PlaceOrder.Command(customer, checked, paymentWished(), once);
    }
}
