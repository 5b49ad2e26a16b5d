package io.centercontrol.dataplane.provision;

import io.centercontrol.dataplane.DataPlaneConfig;
import io.centercontrol.dataplane.ProvisioningHandler;
import io.centercontrol.dataplane.Tenant;
import io.centercontrol.dataplane.follow.Standing;
import io.centercontrol.dataplane.view.TenantIndex;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Does what is asked, by the service's handler, and says how it went. An error is an outcome too. */
final class Work {
    private static final System.Logger LOG = System.getLogger(Work.class.getName());
    private static final Duration COPY_PATIENCE = Duration.ofSeconds(30);
    private static final Duration COPY_LOOK = Duration.ofMillis(20);

    private final ProvisioningHandler handler;
    private final Standing<TenantIndex> standing;
    private final HandOver handOver;
    private final Path spool;
    private final Semaphore handlers;

    /** @param spool folder for exports that are being written */
    Work(DataPlaneConfig config, ProvisioningHandler handler, Standing<TenantIndex> standing, Path spool) {
        this.handler = handler;
        this.standing = standing;
        this.handOver = new HandOver(config.controlPlane(), config.service());
        this.spool = spool;
        this.handlers = new Semaphore(config.parallelHandlers());
    }

    /** Removes exports that a run that was killed left behind. */
    void clear() {
        try {
            Spool.clear(spool);
        } catch (IOException e) {
            LOG.log(Level.WARNING, "Cannot clear the exports of an earlier run away.", e);
        }
    }

    /** How it went, with the tenant's version that was worked with; 0 for none. */
    record Done(long version, Result result) {}

    /** Waits until the copy has the tenant as new as is asked for. */
    Done provision(Ask.Provision ask) throws InterruptedException {
        var index = served(copy -> {
            var tenant = copy.find(ask.tenant());
            return tenant != null && tenant.version() >= ask.desiredVersion();
        });
        var tenant = index == null ? null : index.find(ask.tenant());
        if (tenant == null) {
            return new Done(
                    0,
                    new Result.Failed(
                            "CopyBehind",
                            "This instance's copy did not reach version " + ask.desiredVersion()
                                    + " of the tenant within " + COPY_PATIENCE.toSeconds() + " s."));
        }
        return handled(ask, tenant, () -> {
            if (ask.observedVersion() == 0) {
                handler.provision(tenant);
                return new Result.Done("Provisioned");
            }
            handler.update(tenant);
            return new Result.Done("Updated");
        });
    }

    /** The file is gone when this returns, whatever happened. */
    Done export(Ask.Export ask) throws InterruptedException {
        var index = standing.served();
        return handled(ask, index == null ? null : index.find(ask.tenant()), () -> {
            try (var file = Spool.open(spool, ask.tenant(), ask.attempt())) {
                handler.export(ask.tenant(), file.out());
                var export = file.finish();
                try {
                    handOver.put(ask.tenant(), ask.attempt(), export);
                } catch (IOException e) {
                    return Result.Failed.of("NotHandedOver", e);
                }
                return new Result.Exported(export.sha256(), export.bytes());
            }
        });
    }

    /**
     * Lets go of a tenant that lives on. One that is on its way out by now is left alone: its deletion asks for its export
     * first, and then to erase.
     */
    Done leave(Ask.Leave ask) throws InterruptedException {
        var index = served(copy -> copy.find(ask.tenant()) != null);
        var tenant = index == null ? null : index.find(ask.tenant());
        if (tenant == null || tenant.leaving()) {
            return new Done(
                    0,
                    new Result.Failed(
                            "TenantNotLiving",
                            "This instance's copy has no such tenant, or one that is being deleted; nothing was erased."));
        }
        return handled(ask, tenant, () -> new Result.Gone(handler.leave(tenant)));
    }

    /**
     * A last look before what cannot be undone: a tenant whom the copy still allows anything is not erased, whoever asks.
     * The copy may be behind, so it gets time to catch up. A tenant that is gone from it was deleted long ago.
     */
    Done erase(Ask.Erase ask) throws InterruptedException {
        var retired = served(copy -> {
            var tenant = copy.find(ask.tenant());
            return tenant == null || tenant.allowed().isEmpty();
        });
        if (retired == null) {
            return new Done(
                    0,
                    new Result.Failed(
                            "TenantStillServed",
                            "This instance's copy still allows the tenant to be served, or is not whole; nothing was"
                                    + " erased."));
        }
        return handled(ask, retired.find(ask.tenant()), () -> new Result.Gone(handler.erase(ask.tenant())));
    }

    private @Nullable TenantIndex served(Predicate<TenantIndex> fits) throws InterruptedException {
        var deadline = System.nanoTime() + COPY_PATIENCE.toNanos();
        while (System.nanoTime() - deadline < 0) {
            var index = standing.served();
            if (index != null && fits.test(index)) {
                return index;
            }
            Thread.sleep(COPY_LOOK);
        }
        return null;
    }

    private interface Call {
        Result make() throws Exception;
    }

    private Done handled(Ask ask, @Nullable Tenant tenant, Call call) throws InterruptedException {
        var version = tenant == null ? 0 : tenant.version();
        handlers.acquire();
        try {
            return new Done(version, call.make());
        } catch (InterruptedException e) {
            throw e;
        } catch (Throwable e) {
            // An error is an outcome too: without a report the platform would wait until its time-out.
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LOG.log(Level.WARNING, "The handler failed for " + ask, e);
            return new Done(version, Result.Failed.of("HandlerFailed", e));
        } finally {
            handlers.release();
        }
    }
}
