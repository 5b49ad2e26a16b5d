package io.centercontrol.flags.changes.store;

import io.centercontrol.flags.changes.model.ChangeRequest;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/** A row of {@code change_request}. */
@Entity
@Table(name = "change_request")
class ChangeRequestRow {
    /** The columns that are mapped, for queries of whole rows. */
    static final String COLUMNS = "id, version, flag, author, state, due_at, document";

    @Id
    UUID id;

    @Column
    long version;

    @Column
    String flag;

    @Column
    String author;

    @Column
    String state;

    @Column(name = "due_at")
    @Nullable
    Instant dueAt;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    ChangeDocument document;

    /** For Hibernate. */
    ChangeRequestRow() {}

    ChangeRequestRow(ChangeRequest request) {
        id = request.id();
        flag = request.flag();
        author = request.author().id();
        set(request);
    }

    final void set(ChangeRequest request) {
        version = request.version();
        state = request.state().name();
        dueAt = request.dueAt();
        document = ChangeDocument.of(request);
    }

    ChangeRequest toRequest() {
        return document.toRequest(id, version);
    }
}
