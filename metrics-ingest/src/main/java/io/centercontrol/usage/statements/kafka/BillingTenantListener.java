package io.centercontrol.usage.statements.kafka;

import io.centercontrol.events.tenants.Tenant;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.provision.ErasesTenant;
import io.centercontrol.kit.view.StateListener;
import io.centercontrol.kit.view.StateTopic;
import io.centercontrol.schemas.TenantStages;
import io.centercontrol.usage.accept.UsageConfig;
import io.centercontrol.usage.statements.Books;
import io.centercontrol.usage.statements.EndBooks;
import io.centercontrol.usage.statements.StatementConfig;
import io.centercontrol.usage.statements.model.Account;
import io.centercontrol.usage.statements.model.Standing;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.eclipse.microprofile.reactive.messaging.Incoming;

/** Hears from {@code cc.tenants.v1} how tenants stand, in a group of its own: books begin with the first record there is. */
@Singleton
class BillingTenantListener extends StateListener<TenantId, Tenant> {
    private static final String CHANNEL = "billing-tenants";
    private static final Cause CAUSE = new Cause(Actor.service("metrics-ingest"), null, null, null);

    private final Books books;
    private final EndBooks endBooks;
    private final UsageConfig usage;
    private final StatementConfig config;
    private final Clock clock;

    BillingTenantListener(Books books, EndBooks endBooks, UsageConfig usage, StatementConfig config, Clock clock) {
        super(new StateTopic<>(CHANNEL, Tenant.class, StateTopic.TENANTS.key(), StateTopic.TENANTS.keyOf()));
        this.books = books;
        this.endBooks = endBooks;
        this.usage = usage;
        this.config = config;
        this.clock = clock;
    }

    @Incoming(CHANNEL)
    Uni<Void> hear(ConsumerRecord<String, byte[]> record) {
        return receive(record);
    }

    @Override
    protected Deed stands(Tenant tenant) {
        var registered = Heard.time(tenant.getCreatedAt());
        var standing = new Standing(
                Heard.time(tenant.getChange().getTime()),
                tenant.getStatus().name(),
                Heard.orNothing(tenant.getCurrency()),
                Heard.zone(tenant.getTimeZone()));
        var begun = Account.begin(
                new TenantId(tenant.getId()),
                registered,
                standing.timeZone(),
                clock.instant().minus(usage.open()),
                config.delay());
        var heard = new Books.HeardStanding(
                begun, tenant.getChange().getVersion(), registered, standing, TenantStages.isLeaving(tenant));
        return () -> books.hear(heard);
    }

    @Override
    protected Deed ended(TenantId tenant, long version) {
        return () -> endBooks.run(new ErasesTenant.Command(tenant, CAUSE));
    }
}
