package io.centercontrol.audit.export;

import io.centercontrol.audit.export.model.ExportState;
import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.VertxContext;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Removes files whose time is over, and those of exports that nobody wants. */
@Singleton
class RemoveExports {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int AT_ONCE = 100;

    private final Rounds rounds;
    private final ExportStore exports;
    private final ExportFiles files;
    private final Clock clock;

    RemoveExports(Rounds rounds, ExportStore exports, ExportFiles files, Clock clock) {
        this.rounds = rounds;
        this.exports = exports;
        this.files = files;
        this.clock = clock;
    }

    void begin(@Observes StartupEvent start) {
        rounds.beginDue(
                "removing exports", LOOK, Duration.ofMinutes(1), exports::nextOver, () -> run().replaceWith(LOOK));
    }

    private Uni<Void> run() {
        var now = clock.instant();
        return exports.over(now, AT_ONCE)
                .chain(over -> Multi.createFrom()
                        .iterable(over)
                        .onItem()
                        .transformToUniAndConcatenate(export -> exports.change(
                                export.id(),
                                found -> isOver(found, now) ? found.gone(ExportState.REMOVED, now) : found))
                        .onItem()
                        .ignoreAsUni())
                .chain(() -> VertxContext.aside(this::there))
                .chain(there -> there.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : exports.wanted(there)
                                .chain(wanted -> VertxContext.aside(() -> remove(there, Set.copyOf(wanted)))));
    }

    private static boolean isOver(Export export, Instant now) {
        var until = export.keptUntil();
        return until != null && !until.isAfter(now);
    }

    private List<UUID> there() {
        try {
            return files.there();
        } catch (IOException e) {
            throw new UncheckedIOException("the folder of exports cannot be read", e);
        }
    }

    private Void remove(List<UUID> there, Set<UUID> wanted) {
        try {
            var gone = new HashSet<>(there);
            gone.removeAll(wanted);
            for (var export : gone) {
                files.keepOnly(export, null);
            }
            return null;
        } catch (IOException e) {
            throw new UncheckedIOException("files of exports are left", e);
        }
    }
}
