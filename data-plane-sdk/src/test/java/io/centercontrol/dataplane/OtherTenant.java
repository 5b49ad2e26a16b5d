package io.centercontrol.dataplane;

import io.centercontrol.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A tenant like another one, but for what is said. */
final class OtherTenant {
    private final Tenant like;
    private TenantId id;
    private long version;
    private String slug;
    private List<String> hosts;
    private String name;
    private String status;
    private @Nullable String statusReason;
    private Set<Operation> allowed;
    private Instant createdAt;
    private Instant updatedAt;
    private List<Tenant.Domain> domains;

    OtherTenant(Tenant like) {
        this.like = like;
        id = like.id();
        version = like.version();
        slug = like.slug();
        hosts = like.hosts();
        name = like.name();
        status = like.status();
        statusReason = like.statusReason();
        allowed = like.allowed();
        createdAt = like.createdAt();
        updatedAt = like.updatedAt();
        domains = like.domains();
    }

    OtherTenant id(TenantId other) {
        id = other;
        return this;
    }

    OtherTenant version(long other) {
        version = other;
        return this;
    }

    OtherTenant oneVersionLater() {
        return version(like.version() + 1);
    }

    /** The host goes with it. */
    OtherTenant slug(String other) {
        slug = other;
        return hosts(List.of(other + ".localhost"));
    }

    OtherTenant hosts(List<String> other) {
        hosts = other;
        return this;
    }

    OtherTenant name(String other) {
        name = other;
        return this;
    }

    OtherTenant status(String other, String reason, Set<Operation> operations) {
        status = other;
        statusReason = reason;
        allowed = operations;
        return this;
    }

    OtherTenant later(Duration by) {
        createdAt = like.createdAt().plus(by);
        updatedAt = like.updatedAt().plus(by);
        return this;
    }

    OtherTenant domains(List<Tenant.Domain> other) {
        domains = other;
        return this;
    }

    Tenant build() {
        return new Tenant(
                id,
                version,
                slug,
                name,
                like.kind(),
                status,
                statusReason,
                allowed,
                like.ready(),
                like.leaving(),
                hosts,
                like.locale(),
                like.timeZone(),
                like.currency(),
                like.contacts(),
                like.primaryDomain(),
                like.region(),
                like.labels(),
                createdAt,
                updatedAt,
                domains);
    }
}
