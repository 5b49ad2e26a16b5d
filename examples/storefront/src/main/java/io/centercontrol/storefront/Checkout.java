package io.centercontrol.storefront;

import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.kernel.TenantId;
import jakarta.inject.Provider;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a shop's customers check out here and now, as the platform's flags say. */
@Singleton
public final class Checkout {
    private final Provider<DataPlane> plane;

    Checkout(Provider<DataPlane> plane) {
        this.plane = plane;
    }

    /**
     * The ways there are.
     *
     * @param express whether checkout is one step
     * @param giftWrapping whether an order can be wrapped as a gift
     * @param payments the first is taken in an express checkout that names none
     */
    public record Ways(boolean express, boolean giftWrapping, List<Payment> payments) {
        public Ways {
            payments = List.copyOf(payments);
        }

        /**
         * How an order is paid.
         *
         * @param wished null when the customer does not say
         * @throws ShopRefusedException when that way is not there now
         */
        Payment payment(@Nullable Payment wished) {
            if (wished == null) {
                return express ? payments.getFirst() : Payment.INVOICE;
            }
            if (!payments.contains(wished)) {
                throw new ShopRefusal.PaymentUnavailable(wished, payments).asException();
            }
            return wished;
        }
    }

    /** The ways there are for this shop. */
    public Ways ways(TenantId tenant) {
        var flags = plane.get().flags();
        var swiftPay = flags.isOn(Switches.SWIFTPAY, tenant, true);
        return new Ways(
                flags.isOn(Switches.EXPRESS_CHECKOUT, tenant, false),
                flags.isOn(Switches.GIFT_WRAPPING, tenant, false),
                swiftPay ? List.of(Payment.SWIFTPAY, Payment.INVOICE) : List.of(Payment.INVOICE));
    }
}
