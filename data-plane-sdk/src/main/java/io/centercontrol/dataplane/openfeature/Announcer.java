package io.centercontrol.dataplane.openfeature;

import dev.openfeature.sdk.ProviderEventDetails;
import io.centercontrol.dataplane.DataPlane;
import io.centercontrol.dataplane.Flags;
import io.centercontrol.dataplane.Health;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells OpenFeature's clients when flags changed, when the copy grows old, and when it is fresh again. */
final class Announcer implements AutoCloseable {
    private static final Duration PERIOD = Duration.ofMillis(250);

    private final DataPlane plane;
    private final CenterControlProvider provider;
    private final Thread thread = Thread.ofVirtual().name("cc-openfeature").unstarted(this::watch);
    private Flags.@Nullable Subscription changes;
    private boolean stale;

    Announcer(DataPlane plane, CenterControlProvider provider) {
        this.plane = plane;
        this.provider = provider;
    }

    void start() {
        changes = plane.flags().onChange(this::changed);
        thread.start();
    }

    private void changed(Set<String> flags) {
        provider.emitProviderConfigurationChanged(ProviderEventDetails.builder()
                .flagsChanged(flags.stream().sorted().toList())
                .build());
    }

    private void watch() {
        try {
            while (true) {
                look();
                Thread.sleep(PERIOD);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void look() {
        var health = plane.status().flags().health();
        if (health != Health.READY && !stale) {
            stale = true;
            provider.emitProviderStale(ProviderEventDetails.builder()
                    .flagsChanged(List.of())
                    .message("the flags are answered from a copy that may be old: the platform cannot be reached")
                    .build());
        } else if (health == Health.READY && stale) {
            stale = false;
            provider.emitProviderReady(ProviderEventDetails.builder()
                    .flagsChanged(List.of())
                    .message("the copy of the flags is fresh again")
                    .build());
        }
    }

    @Override
    public void close() {
        if (changes != null) {
            changes.close();
        }
        thread.interrupt();
    }
}
