package io.centercontrol.usage.statements;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.usage.statements.model.Account;
import io.centercontrol.usage.statements.model.Entitled;
import io.centercontrol.usage.statements.model.PlanVersion;
import io.centercontrol.usage.statements.model.Price;
import io.centercontrol.usage.statements.model.Standing;
import io.centercontrol.usage.statements.model.Statement;
import io.centercontrol.usage.statements.model.Tally;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The books of all tenants: what was heard of them, what was counted, and their statements. */
public interface Books {
    /**
     * A state of a tenant as it was heard.
     *
     * @param begun its books, if they begin with this
     * @param registered when there was the first one
     * @param isLeaving whether it is erased or about to be: no books begin any more
     */
    record HeardStanding(Account begun, long version, Instant registered, Standing standing, boolean isLeaving) {}

    /**
     * What a tenant is entitled to, as it was heard.
     *
     * @param planSince from when it has its plan
     */
    record HeardEntitled(TenantId tenant, long version, Instant planSince, Entitled entitled) {}

    /** Begins a tenant's books where there are none, and keeps how it stands; again, it does nothing. */
    Uni<Void> hear(HeardStanding heard);

    /** Keeps what a tenant is entitled to; again, it does nothing. */
    Uni<Void> hear(HeardEntitled heard);

    /**
     * Keeps what published versions cost, of which none changes.
     *
     * @param prices null of one that costs nothing
     */
    Uni<Void> hear(Map<PlanVersion, @Nullable Price> prices, Instant now);

    /**
     * The books of a tenant whose period is to be closed and which nobody else has, if there is one. Nobody else changes them before the
     * open transaction ends, and nothing is counted for the tenant before.
     */
    Uni<Optional<Account>> lockDue(Instant now);

    /** Looks at it later again. */
    Uni<Void> postpone(TenantId tenant, Instant lookAt);

    /** A tenant's books, as they stand. */
    Uni<Optional<Account>> account(TenantId tenant);

    /**
     * A tenant's books, which nobody else changes before the open transaction ends, and for which nothing is counted before.
     *
     * @param wait whether to wait for who has them; else there are none
     */
    Uni<Optional<Account>> lock(TenantId tenant, boolean wait);

    /** How a tenant stood before a moment, from a moment on, in the order in which it was decided. */
    Uni<List<Standing>> standings(TenantId tenant, Instant from, Instant before);

    /** What it was entitled to. */
    Uni<List<Entitled>> entitled(TenantId tenant, Instant from, Instant before);

    /** What these cost, as far as it was heard by a moment. */
    Uni<Map<PlanVersion, Price>> prices(Collection<PlanVersion> versions, Instant by);

    /**
     * What was counted.
     *
     * @param from null for all that happened before
     * @param before null for all that happened afterwards
     * @param statements what came when there were more statements, for one of them that was closed, is left out
     */
    Uni<Tally> tally(TenantId tenant, @Nullable Instant from, @Nullable Instant before, long statements);

    /** The numbers of statements for whose periods something came when there were so many statements. */
    Uni<List<Long>> late(TenantId tenant, long statements);

    /**
     * Keeps a statement, tells it, and lets the next period begin. Joins the open transaction, which has locked the books.
     *
     * @param cause who closed it, and why
     */
    Uni<Void> save(Statement statement, Account next, Cause cause);

    /** Forgets of a tenant all but its statements. Joins the open transaction. */
    Uni<Void> forget(TenantId tenant);

    /** A statement, if there is one. */
    Uni<Optional<Statement>> statement(TenantId tenant, long number);

    /**
     * By tenant and number.
     *
     * @param month only those that begin in it, such as {@code 2026-11}
     */
    Uni<Page<Statement>> find(@Nullable TenantId tenant, @Nullable String month, int limit, @Nullable String cursor);

    /** All statements of a tenant as JSON, for its export. */
    Uni<List<String>> of(TenantId tenant);
}
