package io.centercontrol.flags.use;

import io.centercontrol.flags.use.model.Asked;
import io.micrometer.core.instrument.MeterRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;

/** Takes over what an instance of a tenant service was asked for. What was heard before changes nothing. */
@ApplicationScoped
public class HearMeasures {
    private final FlagUse uses;
    private final MeterRegistry meters;

    HearMeasures(FlagUse uses, MeterRegistry meters) {
        this.uses = uses;
        this.meters = meters;
    }

    /**
     * What it says.
     *
     * @param startedAt when its run began
     * @param number of the record, in that run
     * @param asked between {@code from} and {@code to}; each of flag, outcome and variant once
     * @param dropped how often it was asked for something that it did not count apart
     * @param minutes each once
     */
    public record Command(
            String service,
            String instance,
            Instant startedAt,
            long number,
            Instant from,
            Instant to,
            List<Asked> asked,
            long dropped,
            List<ServiceMinute> minutes) {
        public Command {
            asked = List.copyOf(asked);
            minutes = List.copyOf(minutes);
        }
    }

    /** Done again it changes nothing. */
    public Uni<Void> run(Command command) {
        return uses.hear(command)
                .invoke(isNew -> {
                    meters.counter("cc.measures.heard", "service", command.service(), "new", isNew.toString())
                            .increment();
                    if (isNew && command.dropped() > 0) {
                        meters.counter("cc.flag.use.dropped", "service", command.service())
                                .increment(command.dropped());
                    }
                })
                .replaceWithVoid();
    }
}
