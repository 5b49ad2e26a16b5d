package io.centercontrol.storefront;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.centercontrol.dataplane.Erased;
import io.centercontrol.dataplane.ProvisioningHandler;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.kernel.TenantId;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * What the storefront does for a new or changed tenant, and for one that leaves. Idempotent: the SDK may ask again for the
 * same.
 */
@Singleton
final class Provision implements ProvisioningHandler {
    private static final Logger LOG = Logger.getLogger(Provision.class);
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration PATIENCE_TO_ERASE = Duration.ofMinutes(5);
    private static final List<Product> DEFAULT_CATALOG = List.of(
            new Product("MUG", "Mug", 1290),
            new Product("SHIRT", "T-shirt", 2490),
            new Product("STICKER", "Sticker", 250));

    private final Shops shops;
    private final Departures departures;
    private final TellSizes tellSizes;

    Provision(Shops shops, Departures departures, TellSizes tellSizes) {
        this.shops = shops;
        this.departures = departures;
        this.tellSizes = tellSizes;
    }

    @Override
    public void provision(Tenant tenant) {
        shops.open(tenant, DEFAULT_CATALOG)
                .chain(() -> tellSizes.run(tenant.id()))
                .await()
                .atMost(PATIENCE);
    }

    @Override
    public void update(Tenant tenant) {
        if (!shops.refresh(tenant).await().atMost(PATIENCE)) {
            provision(tenant);
        }
    }

    @Override
    public void export(TenantId tenant, OutputStream to) throws IOException {
        for (var line : departures.export(tenant).subscribe().asIterable()) {
            to.write(line.getBytes(UTF_8));
            to.write('\n');
        }
    }

    @Override
    public Erased erase(TenantId tenant) {
        var until = departures.erase(tenant).await().atMost(PATIENCE_TO_ERASE);
        return until == null
                ? Erased.everything()
                : Erased.but(new Erased.Retained(
                        "order totals with currency and date, without customers and products",
                        "the storefront's database, table kept_order",
                        until,
                        "tax law: accounting records, " + Departures.KEEP_YEARS + " years"));
    }

    /** What is kept goes when its time is over, also if no other tenant ever leaves. */
    void start(@Observes StartupEvent event) {
        departures
                .forget()
                .subscribe()
                .with(done -> {}, failed -> LOG.warn("Cannot remove order totals whose time is over now.", failed));
    }
}
