package io.centercontrol.audit.trail.http;

import io.centercontrol.audit.trail.Streams;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Whether the trail lacks anything. */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Completeness of the trail")
public class CompletenessResource {
    private static final int MOST_DAYS = 366;
    private static final int WEEK = 7;

    private final Streams streams;
    private final Clock clock;

    CompletenessResource(Streams streams, Clock clock) {
        this.streams = streams;
        this.clock = clock;
    }

    /**
     * A statement of what was expected and what there is.
     *
     * @param complete whether nothing is missing
     * @param topics each since the trail began
     * @param days each topic's days, in UTC, by when entries were taken in
     */
    @Schema(name = "AuditCompletenessView")
    record CompletenessView(Instant at, boolean complete, List<TopicView> topics, List<DayView> days) {}

    /**
     * A topic.
     *
     * @param aggregates how many it has
     * @param expected how many versions they have had: an aggregate's versions have no gaps
     * @param entries how many entries there are
     */
    @Schema(name = "AuditTopicView")
    record TopicView(String topic, long aggregates, long expected, long entries) {}

    /**
     * A day of a topic.
     *
     * @param day in UTC, by when entries were taken in
     * @param expected how many versions are known of
     * @param entries how many entries there are
     */
    @Schema(name = "AuditDayView")
    record DayView(LocalDate day, String topic, long expected, long entries) {}

    /**
     * Versions that were passed over.
     *
     * @param fromVersion the first
     * @param toVersion the last
     * @param missing how many of them are still missing
     * @param noticedAt when a later one came
     * @param healedAt when the last of them came; null while some are missing
     */
    @Schema(name = "AuditGapView")
    record GapView(
            UUID id,
            String topic,
            String key,
            long fromVersion,
            long toVersion,
            long missing,
            Instant noticedAt,
            @Nullable Instant healedAt) {
        static GapView of(Streams.Gap gap) {
            return new GapView(
                    gap.id(),
                    gap.topic(),
                    gap.key(),
                    gap.fromVersion(),
                    gap.toVersion(),
                    gap.missing(),
                    gap.noticedAt(),
                    gap.healedAt());
        }
    }

    @GET
    @Path("completeness")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "showAuditCompleteness",
            summary = "Whether the trail is complete",
            description =
                    "How many entries were expected and how many there are, for each topic since the trail began, and for each of"
                            + " its days from 'from' to 'to' (UTC; the last seven unless said).")
    public Uni<CompletenessView> completeness(
            @Parameter(schema = @Schema(implementation = LocalDate.class)) @RestQuery @Nullable String from,
            @Parameter(schema = @Schema(implementation = LocalDate.class)) @RestQuery @Nullable String to) {
        var now = clock.instant();
        var last = day("to", to, LocalDate.ofInstant(now, ZoneOffset.UTC));
        var first = day("from", from, last.minusDays(WEEK - 1L));
        if (first.isAfter(last) || first.plusDays(MOST_DAYS).isBefore(last)) {
            throw Parameters.invalid("from", "must be at most 'to', and no more than " + MOST_DAYS + " days before");
        }
        return streams.wholes()
                .chain(wholes -> streams.days(first, last)
                        .map(days -> new CompletenessView(
                                now,
                                wholes.stream().allMatch(whole -> whole.expected() == whole.entries()),
                                wholes.stream()
                                        .map(whole -> new TopicView(
                                                whole.topic(), whole.aggregates(), whole.expected(), whole.entries()))
                                        .toList(),
                                days.stream()
                                        .map(day -> new DayView(
                                                day.day(), day.topic(), day.entries() + day.missing(), day.entries()))
                                        .toList())));
    }

    @GET
    @Path("gaps")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR})
    @Operation(
            operationId = "listAuditGaps",
            summary = "What the trail lacks",
            description = "Versions of aggregates that were passed over, those that came later too, the newest first.")
    public Uni<Page<GapView>> gaps(
            @Parameter(schema = @Schema(implementation = Boolean.class)) @RestQuery @Nullable String open,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        return streams.gaps(open == null ? null : Parameters.flag("open", open), Parameters.limit(limit), cursor)
                .map(page -> page.map(GapView::of));
    }

    private static LocalDate day(String name, @Nullable String text, LocalDate otherwise) {
        var day = Parameters.day(name, text);
        return day == null ? otherwise : day;
    }
}
