package io.centercontrol.audit.retention;

import io.centercontrol.audit.retention.model.Policy;
import io.centercontrol.audit.retention.model.PolicyKey;
import io.centercontrol.audit.trail.model.Category;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The policies that somebody set. */
public interface Policies {
    /** All of them. */
    Uni<List<Policy>> all();

    /** One. */
    Uni<Optional<Policy>> find(PolicyKey key);

    /**
     * Some, by their ids.
     *
     * @param tenant only this one's; null for all
     * @param category only those for this category; null for all
     */
    Uni<Page<Policy>> page(@Nullable TenantId tenant, @Nullable Category category, int limit, @Nullable String cursor);

    /** Keeps it in place of what was there. Joins the transaction. */
    Uni<Void> put(Policy policy);

    /** Removes it. Joins the transaction. */
    Uni<Void> remove(PolicyKey key);
}
