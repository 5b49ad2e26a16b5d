package io.centercontrol.dataplane;

import io.centercontrol.kernel.TenantId;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * This instance's knowledge of all tenants. Safe for use by any number of threads; no method but {@link #close} waits for
 * anything.
 *
 * <p>It serves from its own copy, with the control plane and Kafka down too, and says how old the copy is. That is the
 * default, without end; an instance with a lease refuses {@linkplain Operation#leased() log-ins and orders} instead once
 * it has not reached the end of the log for so long.
 */
public interface DataPlane extends AutoCloseable {
    /** The tenant with this id; null when the copy has none, or when there is no copy. */
    @Nullable
    Tenant find(TenantId id);

    /** The tenant with this slug; null when the copy has none. Slugs are compared without regard to case. */
    @Nullable
    Tenant findBySlug(String slug);

    /** The tenant that this host name leads to; null when the copy has none. A port and a trailing dot are cut off. */
    @Nullable
    Tenant findByHost(String host);

    /**
     * Which tenant a request is for. Each hint may be missing; those given must agree.
     *
     * @param host the request's host name, with or without port
     * @param slug the tenant's slug
     * @param header a tenant id from a request header
     * @param claim a tenant id from a token that the caller has verified
     */
    Resolution resolve(@Nullable String host, @Nullable String slug, @Nullable String header, @Nullable String claim);

    /**
     * Whether the tenant may do this here and now. Ask at the moment of deciding; takes some ten nanoseconds and allocates
     * nothing.
     */
    Decision mayServe(TenantId id, Operation operation);

    /** The platform's limits as last heard, in this run or an earlier one; null when they never were. */
    @Nullable
    Governance governance();

    /**
     * What the tenant is entitled to; {@link Entitlements#NONE} for a tenant that is not known, or when there is no copy. A
     * tenant of which the platform has not said anything here yet has what the platform's default plan offers, and of
     * stores, where that says nothing, the platform's default. Whether the tenant may do anything at all is for {@link
     * #mayServe} to say. Allocates nothing.
     */
    Entitlements entitlements(TenantId id);

    /**
     * Most stores that the tenant may have, as its entitlements say of {@code stores}; 0 for a tenant that is not known.
     * Before the platform's limit was ever heard it is the configured one, 1 if nothing is configured: a first store can be
     * opened, and no more on a guess.
     *
     * <p>It is a limit and no lock: count your stores under a lock of your own in the transaction that adds one.
     */
    long mostStores(TenantId id);

    /**
     * Whether a tenant may have so much more of a meter or a limit, by what the platform last told that it has used ({@code
     * cc.consumption.v1}), and of a meter what this instance has counted and recorded since. Asks nobody, waits for nothing, and counts
     * nothing: what is let through is told by {@link #usage}. Where the platform has told nothing, it judges by this instance's own
     * use alone, and {@link Check#asOf} is null.
     *
     * <p>An instance's own use is known by the feature's key: of the meter that is called so. It is no lock. Let through beyond a grant
     * may be what runs at the same moment, and what the other instances have recorded in the last 6 seconds, or counted in the last 66:
     * it is not told here yet. Refused too early may be by what this instance sent in the last 16 seconds, since nobody can say yet
     * whether the platform's figure has it. Both as long as clocks differ by less than 5 seconds and the platform counts what it is
     * sent within 5. While metrics-ingest is away an instance knows its own use of the last hour; a new start begins without it.
     *
     * <p>Of a limit it is the platform's figure alone, a minute old: who knows his own number asks {@link Entitlements#check(String,
     * long)}.
     *
     * @param more 0 asks whether what is used already is within the grant
     * @throws IllegalArgumentException when it is below 0
     */
    Check check(TenantId id, String feature, long more);

    /** Whether one more may be had. */
    default Check check(TenantId id, String feature) {
        return check(id, feature, 1);
    }

    /** What is on for whom. */
    Flags flags();

    /** Takes what this service answers its own callers, for the platform to guard rollouts by. */
    Measures measures();

    /** Takes what tenants use of this service, to be told to the platform. */
    Usage usage();

    /** Walks through all tenants of the copy; none when there is no copy. */
    void forEachTenant(Consumer<Tenant> visitor);

    /**
     * Asks for one call of a tenant. The limits are the platform's: the tenant's own, else its plan's. All instances of this
     * tenant service together stay within them, each by the part that the platform gives it; nothing is asked of anybody at
     * this moment. Where nothing is limited, or nothing is known, everything is let through.
     *
     * @param callClass what is counted, in the tenant services' own words, such as {@code checkout}
     */
    Permit permit(TenantId id, String callClass);

    /** How this instance is. */
    Status status();

    /** Refuses everything from now on, tells the platform that this instance stops, and lets go of the folder. */
    @Override
    void close();

    /**
     * Opens the instance's folder, serves what it holds at once, and follows the platform from then on.
     *
     * @throws StateFolderException when the folder cannot be used, or another process uses it
     */
    static DataPlane start(DataPlaneConfig config) {
        return LiveDataPlane.start(config, null);
    }

    /** As {@link #start(DataPlaneConfig)}, and takes part in provisioning tenants. */
    static DataPlane start(DataPlaneConfig config, ProvisioningHandler handler) {
        return LiveDataPlane.start(config, handler);
    }
}
