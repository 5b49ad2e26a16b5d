package io.centercontrol.governance.store;

import io.centercontrol.governance.Governances;
import io.centercontrol.governance.Standing;
import io.centercontrol.governance.model.Governance;
import io.centercontrol.governance.model.TenantNumbers;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kit.aggregate.AggregateStore;
import io.centercontrol.kit.aggregate.AggregateTools;
import io.centercontrol.kit.aggregate.EventEncoder;
import io.centercontrol.kit.sql.OneColumn;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Governance in PostgreSQL. Its readers keep one record, and compare it with no digest. */
@Singleton
class PostgresGovernances extends AggregateStore<String, Governance, GovernanceRow, GovernanceDocument>
        implements Governances {
    /** Held while the first version is made; any number that nobody else takes. */
    private static final String ONE_AT_A_TIME = "select cast(pg_advisory_xact_lock(4021501) as text)";

    PostgresGovernances(AggregateTools tools, EventEncoder<Governance> encoder) {
        super(
                tools,
                encoder,
                new Table<>(
                        "cc.governance.v1",
                        "governance",
                        IdType.TEXT,
                        GovernanceRow.class,
                        governance -> new GovernanceRow(),
                        GovernanceDocument.class,
                        (id, version, document) -> document.toGovernance(version)));
    }

    @Override
    protected Object id(String key) {
        return key;
    }

    @Override
    protected RefusedException notFound(String key) {
        return new Refusal.NotFound("GOVERNANCE_NOT_FOUND", "There is no governance " + key + ".").asException();
    }

    @Override
    public Uni<Void> begin(Change<Governance> first, Cause cause) {
        return transaction(session -> OneColumn.select(session, ONE_AT_A_TIME, String.class)
                .getSingleResult()
                .chain(() -> session.find(GovernanceRow.class, Governance.ID))
                .chain(row -> row != null
                        ? Uni.createFrom().voidItem()
                        : inserted(session, first, cause).replaceWithVoid()));
    }

    @Override
    public Uni<Standing> change(
            @Nullable KnownVersions expectedVersion,
            Cause cause,
            Function<Governance, @Nullable Change<Governance>> decide) {
        return transaction(session -> locked(session, Governance.ID)
                .call(() -> TenantCount.lock(session))
                .chain(row -> decided(session, row, expectedVersion, cause, decide))
                .chain(written -> TenantCount.read(session).map(existing -> new Standing(written.kept(), existing))));
    }

    @Override
    public Uni<TenantNumbers> existing() {
        return reading(TenantCount::read);
    }
}
