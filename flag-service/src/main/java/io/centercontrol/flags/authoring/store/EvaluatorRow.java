package io.centercontrol.flags.authoring.store;

import io.centercontrol.flags.authoring.model.Evaluator;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of {@code evaluator}. */
@Entity
@Table(name = "evaluator")
class EvaluatorRow {
    /** The columns that are mapped, for queries of whole rows. */
    static final String COLUMNS = "id, version, deleted, document";

    @Id
    String id;

    @Column
    long version;

    @Column
    boolean deleted;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    EvaluatorDocument document;

    /** For Hibernate. */
    EvaluatorRow() {}

    EvaluatorRow(Evaluator evaluator) {
        id = evaluator.name();
        set(evaluator);
    }

    final void set(Evaluator evaluator) {
        version = evaluator.version();
        deleted = evaluator.deleted();
        document = EvaluatorDocument.of(evaluator);
    }

    Evaluator toEvaluator() {
        return document.toEvaluator(id, version);
    }
}
