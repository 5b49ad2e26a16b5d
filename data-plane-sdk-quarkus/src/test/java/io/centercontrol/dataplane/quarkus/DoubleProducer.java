package io.centercontrol.dataplane.quarkus;

import io.centercontrol.dataplane.testing.InMemoryDataPlane;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What a tenant service's tests do: their data plane takes the place of the live one. */
final class DoubleProducer {
    @Produces
    @Singleton
    InMemoryDataPlane plane() {
        return new InMemoryDataPlane();
    }
}
