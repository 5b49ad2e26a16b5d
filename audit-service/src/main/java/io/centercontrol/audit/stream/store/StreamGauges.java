package io.centercontrol.audit.stream.store;

import io.centercontrol.kit.metrics.DatabaseGauges;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/** How far each stream is behind the log, for alerts. One that is paused is behind too. */
@ApplicationScoped
class StreamGauges {
    private final DatabaseGauges gauges;

    StreamGauges(DatabaseGauges gauges) {
        this.gauges = gauges;
    }

    void begin(@Observes StartupEvent start) {
        gauges.watch(
                "cc.audit.stream.lag.entries",
                "",
                "Entries of the log that a stream's receiver has not taken",
                List.of("stream"),
                "select s.name, greatest(h.size - 1 - s.acknowledged, 0) from siem_stream s cross join log_head h");
        gauges.watch(
                "cc.audit.stream.lag.seconds",
                "",
                "The age of the first of them",
                List.of("stream"),
                "select s.name, cast(coalesce((select extract(epoch from now() - e.recorded_at) from entry e"
                        + " where e.index = s.acknowledged + 1), 0) as double precision) from siem_stream s");
        gauges.watch(
                "cc.audit.stream.failing",
                "",
                "Batches in a row that a stream's receiver did not take",
                List.of("stream"),
                "select name, failures from siem_stream");
    }
}
