package io.centercontrol.campaigns.store;

import io.centercontrol.campaigns.Campaigns;
import io.centercontrol.campaigns.model.Campaign;
import io.centercontrol.campaigns.model.CampaignRefusals;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kernel.Page;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kit.aggregate.AggregateStore;
import io.centercontrol.kit.aggregate.AggregateTools;
import io.centercontrol.kit.aggregate.EventEncoder;
import io.centercontrol.kit.aggregate.Kept;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.kit.sql.Conditions;
import io.centercontrol.kit.sql.Listing;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.util.function.Function;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

/** Campaigns in PostgreSQL. */
@Singleton
class PostgresCampaigns extends AggregateStore<String, Campaign, CampaignRow, CampaignDocument> implements Campaigns {
    private static final String COLUMNS = "id, version, event_id, state, document";

    PostgresCampaigns(AggregateTools tools, EventEncoder<Campaign> encoder) {
        super(
                tools,
                encoder,
                new Table<>(
                        "cc.campaigns.v1",
                        "campaign",
                        IdType.TEXT,
                        CampaignRow.class,
                        CampaignRow::new,
                        CampaignDocument.class,
                        (key, version, document) -> document.toCampaign((String) key, version)));
    }

    @Override
    protected Object id(String key) {
        return key;
    }

    @Override
    protected RefusedException notFound(String key) {
        return CampaignRefusals.notFound(key);
    }

    /** Two may start one at the same moment: only the key's constraint sees it. */
    @Override
    protected Throwable explained(Throwable failure, @Nullable Campaign before, Campaign next) {
        return failure instanceof ConstraintViolationException violation
                        && (violation.getConstraintName() + violation.getMessage()).contains("campaign_pkey")
                ? CampaignRefusals.keyTaken(next.key())
                : failure;
    }

    @Override
    public Uni<Kept<Campaign>> create(Change<Campaign> creation, Cause cause) {
        return transaction(session -> inserted(session, creation, cause)).map(Written::kept);
    }

    @Override
    public Uni<Kept<Campaign>> change(
            String key,
            @Nullable KnownVersions expectedVersion,
            Cause cause,
            Function<Campaign, @Nullable Change<Campaign>> decide) {
        return transaction(session -> changed(session, key, expectedVersion, cause, decide))
                .map(Written::kept);
    }

    @Override
    public Uni<Page<Kept<Campaign>>> find(Campaign.@Nullable State state, int limit, @Nullable String cursor) {
        return reading(session -> Listing.page(
                session,
                CampaignRow.class,
                COLUMNS,
                "campaign",
                () -> new Conditions().add("state = :state", "state", state == null ? null : state.name()),
                limit,
                cursor,
                row -> row.id,
                CampaignRow::kept));
    }
}
