package io.centercontrol.storefront;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes a customer's order at the shop's prices, and gives points for it where the shop has loyalty. */
@Singleton
public final class PlaceOrder {
    /** One point for so many of the currency's smallest unit. */
    private static final long MINOR_PER_POINT = 100;

    private final Provider<DataPlane> plane;
    private final Shops shops;
    private final Orders orders;
    private final Checkout checkout;

    PlaceOrder(Provider<DataPlane> plane, Shops shops, Orders orders, Checkout checkout) {
        this.plane = plane;
        this.shops = shops;
        this.orders = orders;
        this.checkout = checkout;
    }

    /**
     * What is ordered; already checked for form.
     *
     * @param payment null when the customer does not say how it is paid
     * @param once what makes the same command the same; null when it is not to be recognised
     */
    public record Command(
            Customer customer,
            List<Item> items,
            @Nullable Payment payment,
            @Nullable OnceKey once) {
        public Command {
            items = List.copyOf(items);
        }

        /** So many of one product. */
        public record Item(String sku, int quantity) {}
    }

    /** The order; {@code again} when it was made by the same command before. */
    public record Placed(Order order, boolean again) {}

    /**
     * The order, made once for each key.
     *
     * @throws ShopRefusedException when the shop does not sell an item, is not provisioned, the way to pay is not there, or the key stands for another
     *     command
     */
    public Uni<Placed> run(Command command) {
        return before(command).chain(before -> before != null ? Uni.createFrom().item(before) : place(command));
    }

    /** What the same command made before; null when nothing. */
    private Uni<@Nullable Placed> before(Command command) {
        var once = command.once();
        if (once == null) {
            return Uni.createFrom().nullItem();
        }
        return orders.madeBy(command.customer(), once.key()).chain(made -> {
            if (made == null) {
                return Uni.createFrom().nullItem();
            }
            if (!made.once().equals(once)) {
                throw new ShopRefusal.KeyReused(once.key()).asException();
            }
            return orders.find(command.customer(), made.order())
                    .map(order -> order == null ? null : new Placed(order, true));
        });
    }

    private Uni<Placed> place(Command command) {
        var tenant = command.customer().tenant();
        return shops.find(tenant).chain(shop -> {
            if (shop == null) {
                throw new ShopRefusal.NotProvisioned().asException();
            }
            return shops.products(tenant)
                    .map(products -> order(command, shop, products, checkout.ways(tenant)))
                    .chain(order -> orders.add(command.customer(), order, points(tenant, order), command.once())
                            .chain(added -> added
                                    ? Uni.createFrom()
                                            .item(new Placed(order, false))
                                            .invoke(() -> plane.get().usage().written())
                                    : before(command)
                                            .onItem()
                                            .ifNull()
                                            .failWith(() -> new IllegalStateException("an order is gone at once"))));
        });
    }

    /** Only where the plan has loyalty at the moment of the order. */
    private long points(TenantId tenant, Order order) {
        return plane.get().entitlements(tenant).isOn(Features.LOYALTY) ? order.totalMinor() / MINOR_PER_POINT : 0;
    }

    private static Order order(Command command, Shop shop, List<Product> products, Checkout.Ways ways) {
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
                UUID.randomUUID(),
                shop.currency(),
                total,
                ways.payment(command.payment()),
                ways.express(),
                Instant.now().truncatedTo(ChronoUnit.MICROS),
                lines);
    }
}
