package io.centercontrol.flags.authoring;

import io.centercontrol.evaluation.FlagContext;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** All tenants there are, as this instance's own copy has them: what a preview is computed with. */
public interface Everyone {
    /** What is said of a tenant, the same in every instance of every tenant service. */
    List<String> ATTRIBUTES = List.of("tenantId", "plan", "kind", "status", "region", "labels");

    /**
     * A tenant as flags see it.
     *
     * @param attributes what targeting may ask of it
     */
    record Member(TenantId id, String slug, FlagContext attributes) {}

    /** Whether the copy is whole. */
    boolean isReady();

    /** One of them; empty when the copy has none of the id. */
    Optional<Member> find(TenantId tenant);

    /**
     * Hands over each of them, in no order.
     *
     * @throws io.centercontrol.kernel.RefusedException {@code COPY_NOT_READY} when the copy is not whole
     */
    void each(Consumer<Member> visitor);

    /** The refusal while the copy is not whole. */
    static RefusedException notReady() {
        return new Refusal.Unavailable(
                        "COPY_NOT_READY",
                        "This instance has not read all tenants yet, so it cannot tell whom this concerns. Ask again in a"
                                + " moment; a change without dryRun does not wait for that.")
                .asException();
    }
}
