package io.centercontrol.usage.accept.http;

import io.centercontrol.kernel.Page;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.usage.accept.Accounts;
import io.centercontrol.usage.accept.model.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** What became of all that producers told. */
@Path("/api/v1/usage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Conservation of usage")
public class AccountResource {
    private final Accounts accounts;

    AccountResource(Accounts accounts) {
        this.accounts = accounts;
    }

    /**
     * A producer's events of a day.
     *
     * @param producer its id, which is unique in its service
     * @param day in UTC, by when the broker took them
     * @param told how many came: all others together
     * @param accepted how many count
     * @param duplicate how many were told before
     * @param rejected how many do not count, and are kept with the reason
     */
    @Schema(name = "UsageAccountView")
    record AccountView(
            String service, String producer, LocalDate day, long told, long accepted, long duplicate, long rejected) {
        static AccountView of(Accounts.Account account) {
            return new AccountView(
                    account.service(),
                    account.producer(),
                    account.day(),
                    account.accepted() + account.duplicate() + account.rejected(),
                    account.accepted(),
                    account.duplicate(),
                    account.rejected());
        }
    }

    /**
     * How far one epoch of a producer was heard.
     *
     * @param producer its id, which is unique in its service
     * @param epoch rises each time that a producer begins its numbers anew
     * @param sent the highest number that was heard: so many it has sent, at least
     * @param missing how many below that were not heard, and may still come
     * @param gaps the lowest of those, at most a hundred spans
     * @param givenUp how many are not waited for any more, since there were more than 1,000 gaps
     * @param fencedAt when somebody else under its name was turned away last; null when nobody was
     * @param heardAt when it was heard last
     */
    @Schema(name = "UsageProducerView")
    record ProducerView(
            String service,
            String producer,
            long epoch,
            long sent,
            long missing,
            List<GapView> gaps,
            long givenUp,
            @Nullable Instant fencedAt,
            Instant heardAt) {
        static ProducerView of(Accounts.Standing standing) {
            return new ProducerView(
                    standing.service(),
                    standing.producer(),
                    standing.epoch(),
                    standing.sent(),
                    standing.missing(),
                    standing.gaps().stream()
                            .map(gap -> new GapView(gap.first(), gap.last()))
                            .toList(),
                    standing.givenUp(),
                    standing.fencedAt(),
                    standing.heardAt());
        }
    }

    /**
     * Numbers that were not heard.
     *
     * @param first the lowest
     * @param last the highest
     */
    @Schema(name = "UsageGapView")
    record GapView(long first, long last) {}

    /**
     * An event that did not count.
     *
     * @param heardAt when the broker took it
     * @param producer who told of it
     * @param epoch the producer's
     * @param number its number in the producer's epoch
     * @param meter the meter that it names; there may be none
     * @param amount its value, or how many it stands for
     * @param happenedAt by the producer's clock
     * @param eventId its own id; null when it has none, or when its tenant is erased
     * @param properties null when its tenant is erased
     */
    @Schema(name = "RejectedUsageView")
    record RejectedView(
            Instant heardAt,
            String service,
            String producer,
            long epoch,
            long number,
            Reason reason,
            UUID tenantId,
            @Nullable String eventId,
            String meter,
            long amount,
            Instant happenedAt,
            @Nullable Map<String, String> properties,
            String grade) {
        static RejectedView of(Accounts.Rejected one) {
            return new RejectedView(
                    one.heardAt(),
                    one.service(),
                    one.producer(),
                    one.epoch(),
                    one.number(),
                    one.reason(),
                    one.tenantId(),
                    one.event().id(),
                    one.event().meter(),
                    one.event().amount(),
                    one.event().happenedAt(),
                    one.event().properties(),
                    one.event().grade());
        }
    }

    @GET
    @Path("conservation")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "listUsageAccounts",
            summary = "What became of all that was told",
            description =
                    "Of each producer and day (UTC), the newest first. What was told is what counts, what was told before,"
                            + " and what was rejected, to the last event. What was never told, the producers' gaps tell.")
    public Uni<Page<AccountView>> conservation(
            @RestQuery @Nullable String service,
            @RestQuery @Nullable String producer,
            @Parameter(schema = @Schema(implementation = LocalDate.class)) @RestQuery @Nullable String from,
            @Parameter(schema = @Schema(implementation = LocalDate.class)) @RestQuery @Nullable String to,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        return accounts.accounts(
                        text("service", service),
                        text("producer", producer),
                        Parameters.day("from", from),
                        Parameters.day("to", to),
                        Parameters.limit(limit),
                        cursor)
                .map(page -> page.map(AccountView::of));
    }

    @GET
    @Path("producers")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "listUsageProducers",
            summary = "How far each producer was heard",
            description =
                    "With the numbers that are missing. A producer that keeps its unsent events sends them when it can.")
    public Uni<Page<ProducerView>> producers(
            @RestQuery @Nullable String service,
            @RestQuery @Nullable String producer,
            @Parameter(schema = @Schema(implementation = Boolean.class)) @RestQuery @Nullable String lacking,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        return accounts.producers(
                        text("service", service),
                        text("producer", producer),
                        lacking == null ? null : Parameters.flag("lacking", lacking),
                        Parameters.limit(limit),
                        cursor)
                .map(page -> page.map(ProducerView::of));
    }

    @GET
    @Path("rejected")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "listRejectedUsage",
            summary = "What did not count, and why",
            description = "The newest first. Put right, an event is sent again by its producer, under a new number.")
    public Uni<Page<RejectedView>> rejected(
            @RestQuery @Nullable String service,
            @RestQuery @Nullable String producer,
            @Parameter(schema = @Schema(implementation = Reason.class)) @RestQuery @Nullable String reason,
            @RestQuery @Nullable String tenantId,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        return accounts.rejected(
                        text("service", service),
                        text("producer", producer),
                        Parameters.oneOf("reason", Reason.class, reason),
                        tenantId == null ? null : Parameters.uuid("tenantId", tenantId),
                        Parameters.limit(limit),
                        cursor)
                .map(page -> page.map(RejectedView::of));
    }

    private static @Nullable String text(String name, @Nullable String value) {
        if (value != null && (value.isEmpty() || value.length() > 200 || value.indexOf('\0') >= 0)) {
            throw Parameters.invalid(name, "must have 1 to 200 characters");
        }
        return value;
    }
}
