package io.centercontrol.storefront;

import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Takes a customer's order at the shop's prices. */
@Singleton
public final class PlaceOrder {
    private final Shops shops;
    private final Orders orders;

    PlaceOrder(Shops shops, Orders orders) {
        this.shops = shops;
        this.orders = orders;
    }

    /** What is ordered; already checked for form. */
    public record Command(Customer customer, List<Item> items) {
        public Command {
            items = List.copyOf(items);
        }

        /** So many of one product. */
        public record Item(String sku, int quantity) {}
    }

    /**
     * The order.
     *
     * @throws ShopRefusedException when the shop does not sell an item, or is not provisioned
     */
    public Uni<Order> run(Command command) {
        var tenant = command.customer().tenant();
        return shops.find(tenant).chain(shop -> {
            if (shop == null) {
                throw new ShopRefusal.NotProvisioned().asException();
            }
            return shops.products(tenant)
                    .map(products -> order(command, shop, products))
                    .call(order -> orders.add(command.customer(), order));
        });
    }

    private static Order order(Command command, Shop shop, List<Product> products) {
        var bySku = products.stream().collect(Collectors.toMap(Product::sku, Function.identity()));
        var lines = new ArrayList<Order.Line>();
        var total = 0L;
        for (var at = 0; at < command.items().size(); at++) {
            var item = command.items().get(at);
            var product = bySku.get(item.sku());
            if (product == null) {
                throw new ShopRefusal.UnknownSku(at, item.sku()).asException();
            }
            lines.add(new Order.Line(product.sku(), product.name(), product.priceMinor(), item.quantity()));
            total = Math.addExact(total, Math.multiplyExact(product.priceMinor(), (long) item.quantity()));
        }
        return new Order(
                UUID.randomUUID(), shop.currency(), total, Instant.now().truncatedTo(ChronoUnit.MICROS), lines);
    }
}
