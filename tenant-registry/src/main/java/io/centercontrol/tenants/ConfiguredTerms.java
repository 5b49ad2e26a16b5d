package io.centercontrol.tenants;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

@ApplicationScoped
@DefaultBean
class ConfiguredTerms implements DeletionTerms.Source {
    @Override
    public Uni<DeletionTerms> current() {
        return Uni.createFrom()
                .item(new DeletionTerms(
                        Duration.ofDays(30), Duration.ofDays(90), Duration.ofDays(90), Duration.ofDays(30)));
    }
}
