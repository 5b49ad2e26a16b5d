package io.centercontrol.usage.statements;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.usage.statements.model.Content;
import io.centercontrol.usage.statements.model.Head;
import io.centercontrol.usage.statements.model.StatementRefusals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** What the statement of the open period would say by now. */
@ApplicationScoped
public class ShowOpenPeriod {
    private final Books books;
    private final DrawStatement drawStatement;
    private final Clock clock;

    ShowOpenPeriod(Books books, DrawStatement drawStatement, Clock clock) {
        this.books = books;
        this.drawStatement = drawStatement;
        this.clock = clock;
    }

    /** What is open; {@code closedAt} of the head is the time by which it was counted. */
    public record Open(Head head, Content content) {}

    /** Refuses when no period is open. */
    public Uni<Open> of(TenantId tenant) {
        return books.account(tenant).chain(found -> {
            var account = found.orElse(null);
            if (account == null || account.lookAt() == null) {
                throw StatementRefusals.noPeriod(tenant);
            }
            var head = account.head(clock.instant());
            return drawStatement.of(head, null).map(content -> new Open(head, content));
        });
    }
}
