package io.centercontrol.usage.statements;

import io.centercontrol.kernel.TenantId;
import io.centercontrol.usage.accept.UsageConfig;
import io.centercontrol.usage.statements.model.Head;
import io.centercontrol.usage.statements.model.Recount;
import io.centercontrol.usage.statements.model.Statement;
import io.centercontrol.usage.statements.model.StatementRefusals;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/** Counts a closed statement anew, of what is kept by the minute and was heard, and says where it is other than it was. */
@ApplicationScoped
public class RecountStatement {
    /** Late events are of some periods before; figures go by whole months. */
    private static final Duration BEFORE = Duration.ofDays(100);

    private final Books books;
    private final DrawStatement drawStatement;
    private final UsageConfig config;
    private final Clock clock;

    RecountStatement(Books books, DrawStatement drawStatement, UsageConfig config, Clock clock) {
        this.books = books;
        this.drawStatement = drawStatement;
        this.config = config;
        this.clock = clock;
    }

    /** Which. */
    public record Command(TenantId tenant, long number) {}

    /** Changes nothing. Refuses when there is none, or when what it was counted from is gone. */
    public Uni<Recount> run(Command command) {
        return books.statement(command.tenant(), command.number()).chain(found -> {
            var closed = found.orElse(null);
            if (closed == null) {
                throw StatementRefusals.noStatement(command.tenant(), command.number());
            }
            return books.account(command.tenant()).chain(books -> {
                var account = books.orElse(null);
                var kept = clock.instant().minus(config.kept()).plus(BEFORE);
                if (account == null
                        || account.lookAt() == null
                        || closed.head().start().isBefore(kept)) {
                    throw StatementRefusals.sourcesGone(command.tenant(), command.number());
                }
                return recount(closed);
            });
        });
    }

    private Uni<Recount> recount(Statement closed) {
        var head = closed.head();
        if (head.number() == 1) {
            return recount(closed, head);
        }
        return books.statement(head.tenant(), head.number() - 1)
                .chain(before -> recount(
                        closed,
                        before.isEmpty()
                                ? head
                                : new Head(
                                        head.tenant(),
                                        head.number(),
                                        before.get().head().end(),
                                        head.end(),
                                        head.timeZone(),
                                        head.last(),
                                        head.closedAt(),
                                        before.get().hash())));
    }

    private Uni<Recount> recount(Statement closed, Head head) {
        return drawStatement.of(head, closed).map(content -> Recount.of(closed, Statement.close(head, content)));
    }
}
