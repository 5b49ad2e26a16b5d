package io.centercontrol.governance.kafka;

import io.centercontrol.events.Change;
import io.centercontrol.governance.model.Governance;
import io.centercontrol.kit.aggregate.AggregateCodec;
import io.centercontrol.kit.aggregate.CodecTools;
import io.centercontrol.schemas.Contract;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;
import org.jspecify.annotations.Nullable;

/** A change of governance as the Avro record of {@code cc.governance.v1}. */
@Singleton
class GovernanceCodec extends AggregateCodec<Governance> {
    GovernanceCodec(CodecTools tools) {
        super(tools, Contract.GOVERNANCE);
    }

    @Override
    protected SpecificRecord record(Change what, Governance governance) {
        var terms = governance.terms();
        return io.centercontrol.events.tenants.Governance.newBuilder()
                .setChange(what)
                .setMostTestTenants(terms.mostTestTenants())
                .setMostLiveTenants(terms.mostLiveTenants())
                .setDefaultMostStores(terms.defaultMostStores())
                .setReservedNames(List.copyOf(terms.reservedNames()))
                .setDeletionGraceSeconds(terms.deletionGrace().toSeconds())
                .setSlugCoolDownSeconds(terms.slugCoolDown().toSeconds())
                .setExportRetentionSeconds(terms.exportRetention().toSeconds())
                .setTombstoneAfterSeconds(terms.tombstoneAfter().toSeconds())
                .setDefaultPlan(terms.defaultPlan())
                .setAuditRetentionLeastSeconds(seconds(terms.auditRetentionLeast()))
                .setAuditRetentionMostSeconds(seconds(terms.auditRetentionMost()))
                .setUpdatedAt(governance.updatedAt())
                .build();
    }

    private static @Nullable Long seconds(@Nullable Duration time) {
        return time == null ? null : time.toSeconds();
    }
}
