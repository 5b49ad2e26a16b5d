package io.centercontrol.usage.statements;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.usage.statements.model.Statement;
import io.centercontrol.usage.statements.model.StatementRefusals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** A closed statement. */
@ApplicationScoped
public class ShowStatement {
    private final Books books;

    ShowStatement(Books books) {
        this.books = books;
    }

    /** Refuses when there is none. */
    public Uni<Statement> of(TenantId tenant, long number) {
        return books.statement(tenant, number)
                .map(found -> found.orElseThrow(() -> StatementRefusals.noStatement(tenant, number)));
    }
}
