package io.centercontrol.plans.catalog;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One more who gives plans to tenants, beside those of the service: has the uses that a test says. */
@ApplicationScoped
public class UsesFixture implements Uses {
    private final Map<String, Long> uses = new ConcurrentHashMap<>();

    /** From now on so many tenants have a version. */
    public void use(String plan, int version, long tenants) {
        uses.put(plan + "/" + version, tenants);
    }

    @Override
    public Uni<Long> of(String plan, int version) {
        return Uni.createFrom().item(uses.getOrDefault(plan + "/" + version, 0L));
    }
}
