package io.centercontrol.kit.audit;

import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** How much is kept until it is told, and what is told as one. */
@Singleton
class AuditConfig {
    private final Path folder;
    private final long mostBytes;
    private final Duration refusals;
    private final Duration reads;
    private final int mostGroups;

    AuditConfig(
            @ConfigProperty(name = "cc.state.dir", defaultValue = "target/state") Path stateFolder,
            @ConfigProperty(name = "cc.audit.most-bytes", defaultValue = "67108864") long mostBytes,
            @ConfigProperty(name = "cc.audit.refusals-within", defaultValue = "10S") Duration refusals,
            @ConfigProperty(name = "cc.audit.reads-within", defaultValue = "60S") Duration reads,
            @ConfigProperty(name = "cc.audit.most-groups", defaultValue = "1000") int mostGroups) {
        this.folder = stateFolder.resolve("audit");
        this.mostBytes = mostBytes;
        this.refusals = refusals;
        this.reads = reads;
        this.mostGroups = mostGroups;
    }

    /** Where entries wait on disk. */
    Path folder() {
        return folder;
    }

    /** What they may take there. */
    long mostBytes() {
        return mostBytes;
    }

    /** Refusals of one kind within this time are one event. */
    Duration refusals() {
        return refusals;
    }

    /** Reads of one kind within this time are one event. */
    Duration reads() {
        return reads;
    }

    /** Most kinds that are counted at a time. */
    int mostGroups() {
        return mostGroups;
    }
}
