package io.centercontrol.flags.authoring.store;

import io.centercontrol.flags.authoring.AuthoringVersion;
import io.centercontrol.flags.authoring.model.Evaluator;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of {@code evaluator_history}. */
@Entity
@Table(name = "evaluator_history")
class EvaluatorHistoryRow extends HistoryRow {
    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    EvaluatorDocument document;

    /** For Hibernate. */
    EvaluatorHistoryRow() {}

    EvaluatorHistoryRow(Change<Evaluator> change, Cause cause) {
        super(
                new Key(change.next().name(), change.next().version()),
                change.next().updatedAt(),
                change,
                cause);
        document = EvaluatorDocument.of(change.next());
    }

    AuthoringVersion<Evaluator> toVersion() {
        return new AuthoringVersion<>(
                document.toEvaluator(key.id(), key.version()),
                key.version(),
                null,
                type,
                time,
                cause,
                changes.fields());
    }
}
