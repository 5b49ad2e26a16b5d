package io.centercontrol.storefront;

import io.centercontrol.dataplane.testing.InMemoryDataPlane;
import io.quarkus.test.junit.QuarkusTestProfile;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** Takes the place of the live data plane where a test wants to say itself what a tenant is entitled to. */
@Alternative
@Singleton
final class PlaneDouble {
    @Produces
    @Singleton
    InMemoryDataPlane plane() {
        return new InMemoryDataPlane();
    }

    /** Turns it on. */
    public static final class Profile implements QuarkusTestProfile {
        @Override
        public Set<Class<?>> getEnabledAlternatives() {
            return Set.of(PlaneDouble.class);
        }
    }
}
