package io.centercontrol.usage.statements.http;

import io.centercontrol.usage.statements.ShowOpenPeriod;
import io.centercontrol.usage.statements.model.Figure;
import io.centercontrol.usage.statements.model.Head;
import io.centercontrol.usage.statements.model.Projection;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What the statement of the open period would say.
 *
 * @param tenantId whose it is
 * @param number that it will have
 * @param periodStart where the statement before ended
 * @param periodEnd the first moment that is no part of it
 * @param timeZone by whose midnight it ends
 * @param asOf of when the figures are; spans are drawn to the period's end
 * @param content what it would say
 * @param projections what will be counted when the period ends, at its pace so far
 */
@Schema(name = "OpenPeriodView")
record OpenPeriodView(
        UUID tenantId,
        long number,
        Instant periodStart,
        Instant periodEnd,
        String timeZone,
        Instant asOf,
        ContentView content,
        List<ProjectionView> projections) {
    static OpenPeriodView of(ShowOpenPeriod.Open open) {
        var head = open.head();
        return new OpenPeriodView(
                head.tenant().value(),
                head.number(),
                head.start(),
                head.end(),
                head.timeZone(),
                head.closedAt(),
                ContentView.of(open.content()),
                open.content().usage().stream()
                        .map(figure -> ProjectionView.of(figure, head))
                        .toList());
    }

    /**
     * What a meter will have counted.
     *
     * @param meter its key
     * @param currency null where it is no money
     * @param quantity null where nothing is projected: of the highest, the latest and different subjects, and in the period's first tenth
     */
    @Schema(name = "StatementProjectionView")
    record ProjectionView(
            String meter,
            @Nullable String currency,
            @Nullable BigInteger quantity) {
        static ProjectionView of(Figure figure, Head head) {
            return new ProjectionView(
                    figure.meter(),
                    ContentView.code(figure.currency()),
                    Projection.of(figure, head.start(), head.end(), head.closedAt()));
        }
    }
}
