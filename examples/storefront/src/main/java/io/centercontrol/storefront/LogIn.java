package io.centercontrol.storefront;

import at.favre.lib.crypto.bcrypt.BCrypt;
import at.favre.lib.crypto.bcrypt.LongPasswordStrategies;
import io.centercontrol.kernel.Ascii;
import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;

/** Lets a customer in. The first log-in with an unknown e-mail address signs the customer up. */
@Singleton
public final class LogIn {
    private static final int COST = 10;
    private static final BCrypt.Hasher HASHER =
            BCrypt.with(BCrypt.Version.VERSION_2A, LongPasswordStrategies.hashSha512(BCrypt.Version.VERSION_2A));
    private static final BCrypt.Verifyer VERIFIER =
            BCrypt.verifyer(BCrypt.Version.VERSION_2A, LongPasswordStrategies.hashSha512(BCrypt.Version.VERSION_2A));

    private final Shops shops;
    private final Customers customers;

    LogIn(Shops shops, Customers customers) {
        this.shops = shops;
        this.customers = customers;
    }

    /** Who wants in, and where; already checked for form. */
    public record Command(TenantId tenant, String email, String password) {}

    /**
     * The customer; null when the password is another than at the sign-up.
     *
     * @throws ShopRefusedException when the shop is not provisioned
     */
    public Uni<@Nullable Customer> run(Command command) {
        var email = Ascii.lower(command.email());
        return shops.find(command.tenant())
                .invoke(shop -> {
                    if (shop == null) {
                        throw new ShopRefusal.NotProvisioned().asException();
                    }
                })
                .chain(() -> customers.find(command.tenant(), email))
                .chain(found -> found != null
                        ? Uni.createFrom().item(found)
                        : hashed(command.password()).chain(hash -> customers.signUp(command.tenant(), email, hash)))
                .chain(known -> matches(command.password(), known.passwordHash())
                        .map(matches -> matches ? new Customer(command.tenant(), known.id()) : null));
    }

    /** Hashing takes some 100 ms by design: never on the event loop. */
    private static Uni<String> hashed(String password) {
        return Uni.createFrom()
                .item(() -> HASHER.hashToString(COST, password.toCharArray()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static Uni<Boolean> matches(String password, String hash) {
        return Uni.createFrom()
                .item(() -> VERIFIER.verify(password.toCharArray(), hash.toCharArray()).verified)
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
