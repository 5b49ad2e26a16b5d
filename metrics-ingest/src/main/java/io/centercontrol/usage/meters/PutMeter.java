package io.centercontrol.usage.meters;

import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.Expected;
import io.centercontrol.kernel.KnownVersions;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.usage.meters.model.Measure;
import io.centercontrol.usage.meters.model.Meter;
import io.centercontrol.usage.meters.model.MeterRefusals;
import io.centercontrol.usage.meters.model.Terms;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Something is measured from now on, or a meter gets other words and groups, or it measures no more. */
@ApplicationScoped
public class PutMeter {
    private final Meters meters;
    private final Clock clock;

    PutMeter(Meters meters, Clock clock) {
        this.meters = meters;
        this.clock = clock;
    }

    /** The meter as it shall be. */
    public record Command(String key, Measure measure, Terms terms, boolean archived, Expected expected, Cause cause) {}

    /** Sets; the same makes no new version. Refuses another measure than the meter has. */
    public Uni<Written<Meter>> run(Command command) {
        return meters.change(command.key(), command.cause(), found -> decide(command, found));
    }

    private @Nullable Change<Meter> decide(Command command, @Nullable Meter found) {
        compare(command, found);
        if (found != null) {
            return found.revise(command.measure(), command.terms(), command.archived(), clock.instant());
        }
        if (command.archived()) {
            throw MeterRefusals.nothingToArchive();
        }
        return Meter.create(command.key(), command.measure(), command.terms(), clock.instant());
    }

    private static void compare(Command command, @Nullable Meter found) {
        switch (command.expected()) {
            case Expected.Nothing() -> {
                if (found != null) {
                    throw MeterRefusals.exists(command.key());
                }
            }
            case Expected.AtVersion(var known) -> {
                if (found == null) {
                    throw MeterRefusals.notFound(command.key());
                }
                KnownVersions.check(known, found);
            }
            case Expected.Anything() -> {}
        }
    }
}
