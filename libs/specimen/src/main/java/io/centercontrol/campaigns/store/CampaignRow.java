package io.centercontrol.campaigns.store;

import io.centercontrol.campaigns.model.Campaign;
import io.centercontrol.kit.aggregate.AggregateRow;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** A row of {@code campaign}. */
@Entity
@Table(name = "campaign")
class CampaignRow extends AggregateRow<Campaign> {
    @Id
    String id;

    @Column
    String state;

    @Column
    @JdbcTypeCode(SqlTypes.JSON)
    CampaignDocument document;

    /** For Hibernate. */
    CampaignRow() {}

    CampaignRow(Campaign campaign) {
        id = campaign.key();
    }

    @Override
    protected void take(Campaign campaign) {
        state = campaign.state().name();
        document = CampaignDocument.of(campaign);
    }

    @Override
    protected Campaign state() {
        return document.toCampaign(id, version);
    }
}
