package io.centercontrol.storefront.http;

import io.centercontrol.dataplane.quarkus.Problem;
import io.centercontrol.dataplane.quarkus.ProblemException;
import io.centercontrol.storefront.Customer;
import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/** Who sends the request that is being answered. */
@RequestScoped
class CurrentCustomer {
    private @Nullable Customer customer;

    void set(Customer found) {
        customer = found;
    }

    /**
     * The customer.
     *
     * @throws ProblemException when the request has no log-in token
     */
    Customer get() {
        if (customer == null) {
            throw new ProblemException(Problem.of(
                    401, "TOKEN_REQUIRED", "Not logged in", "Log in first, and send the token with the request."));
        }
        return customer;
    }
}
