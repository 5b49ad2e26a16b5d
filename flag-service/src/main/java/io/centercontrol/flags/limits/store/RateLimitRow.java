package io.centercontrol.flags.limits.store;

import io.centercontrol.flags.limits.model.RateLimit;
import io.centercontrol.kit.aggregate.AggregateRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code rate_limit}. */
@Entity
@Table(name = "rate_limit")
class RateLimitRow extends AggregateRow<RateLimit> {
    /** All that is mapped, for native queries. */
    static final String COLUMNS = "id, version, event_id, holder, call_class, stage, removed, expires_at, document";

    @Id
    String id;

    @Column
    String holder;

    @Column(name = "call_class")
    String callClass;

    @Column
    String stage;

    @Column
    boolean removed;

    @Column(name = "expires_at")
    @Nullable
    Instant expiresAt;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    RateLimitDocument document;

    /** For Hibernate. */
    RateLimitRow() {}

    RateLimitRow(RateLimit limit) {
        id = limit.key().id();
        holder = limit.key().holder().id();
        callClass = limit.key().callClass();
    }

    @Override
    protected void take(RateLimit limit) {
        stage = limit.terms().stage().name();
        removed = limit.removed();
        expiresAt = limit.terms().expiresAt();
        document = RateLimitDocument.of(limit);
    }

    @Override
    protected RateLimit state() {
        return document.toLimit(id, version);
    }
}
