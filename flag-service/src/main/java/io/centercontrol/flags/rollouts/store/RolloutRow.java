package io.centercontrol.flags.rollouts.store;

import io.centercontrol.flags.rollouts.model.Rollout;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code rollout}. */
@Entity
@Table(name = "rollout")
class RolloutRow {
    /** The columns that are mapped, for queries of whole rows. */
    static final String COLUMNS = "id, version, flag, state, due_at, document";

    @Id
    UUID id;

    @Column
    long version;

    @Column
    String flag;

    @Column
    String state;

    @Column(name = "due_at")
    @Nullable
    Instant dueAt;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    RolloutDocument document;

    /** For Hibernate. */
    RolloutRow() {}

    RolloutRow(Rollout rollout) {
        id = rollout.id();
        flag = rollout.flag();
        set(rollout);
    }

    final void set(Rollout rollout) {
        version = rollout.version();
        state = rollout.state().name();
        dueAt = rollout.dueAt();
        document = RolloutDocument.of(rollout);
    }

    Rollout toRollout() {
        return document.toRollout(id, version);
    }
}
