package io.centercontrol.storefront;

import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The customers of all shops; the same e-mail address in two shops is two customers. */
public interface Customers {
    /** A customer with what is needed to check the password. */
    record Credentials(UUID id, String passwordHash) {}

    /** The customer with this e-mail address; null when the shop has none. */
    Uni<@Nullable Credentials> find(TenantId tenant, String email);

    /** The customer's e-mail address; null when there is no such customer any more. */
    Uni<@Nullable String> email(Customer customer);

    /** Signs a customer up; gives the one that is there when somebody was quicker. */
    Uni<Credentials> signUp(TenantId tenant, String email, String passwordHash);
}
