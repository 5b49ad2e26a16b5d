package io.centercontrol.audit.trail.http;

import io.centercontrol.audit.log.Prove;
import io.centercontrol.audit.log.TransparencyLog;
import io.centercontrol.audit.trail.Entries;
import io.centercontrol.audit.trail.EntryFilter;
import io.centercontrol.audit.trail.ShowChain;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.audit.AuditEntry;
import io.centercontrol.kit.audit.Audited;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.security.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** The trail, to be searched. */
@Path("/api/v1/audit")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Audit trail")
public class EntryResource {
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration DAY = Duration.ofDays(1);

    private final Entries entries;
    private final ShowChain showChain;
    private final TransparencyLog log;
    private final Prove prove;
    private final Sights sights;

    EntryResource(Entries entries, ShowChain showChain, TransparencyLog log, Prove prove, Sights sights) {
        this.entries = entries;
        this.showChain = showChain;
        this.log = log;
        this.prove = prove;
        this.sights = sights;
    }

    /** In which order entries come. */
    enum EntryOrder {
        NEWEST,
        OLDEST
    }

    /**
     * A page of entries.
     *
     * @param next cursor of what follows in the same order; null at the end
     * @param previous cursor of what stands before; null at the beginning
     * @param total how many there are; the least when that is not exact
     * @param totalIsExact false when there are more than are counted
     */
    @Schema(name = "AuditEntriesView")
    record EntriesView(
            List<EntryView> items,
            @Nullable String next,
            @Nullable String previous,
            long total,
            boolean totalIsExact) {}

    /**
     * An entry with what proves it.
     *
     * @param leaf the text that stands in the log: canonical JSON with a commitment for each personal part
     * @param difference what is other than it was, a line for each value that went (-) or came (+)
     * @param openings what opens the commitments: by part, its salt and the text that was committed to
     */
    @Schema(name = "AuditEntryInFullView")
    record InFullView(EntryView entry, String leaf, List<String> difference, Map<String, OpeningView> openings) {}

    /**
     * What opens a commitment: SHA-256 over salt, the part's name, a zero byte and the value.
     *
     * @param salt 32 bytes in Base64 for addresses
     * @param value canonical JSON
     */
    @Schema(name = "AuditOpeningView")
    record OpeningView(String salt, String value) {}

    /**
     * Counts of the newest entries that fit.
     *
     * @param of by facet, by value
     * @param counted how many entries were looked at
     * @param isExact false when there are more
     */
    @Schema(name = "AuditFacetsView")
    record FacetsView(Map<String, Map<String, Long>> of, long counted, boolean isExact) {}

    /**
     * A place in a chain.
     *
     * @param depth 0 for what nothing led to
     * @param parent the event that it answers, if that is in the chain
     */
    @Schema(name = "AuditLinkView")
    record LinkView(int depth, @Nullable UUID parent, EntryView entry) {}

    /**
     * Everything that one request caused.
     *
     * @param links depth first
     * @param isWhole false when there is more
     */
    @Schema(name = "AuditChainView")
    record ChainView(List<LinkView> links, boolean isWhole) {}

    /**
     * What happened around a moment.
     *
     * @param before the newest first
     * @param after the oldest first
     */
    @Schema(name = "AuditAroundView")
    record AroundView(Instant at, List<EntryView> before, List<EntryView> after) {}

    @GET
    @Audited(action = "audit-trail.read", category = AuditEntry.Category.AUDIT)
    @Path("entries")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "findAuditEntries",
            summary = "Search the trail",
            description =
                    "Newest first unless 'order' says otherwise. Auditors and administrators see everything, operators and"
                            + " viewers what was done to the platform, billing what bills are made of, and a tenant's administrator what"
                            + " was done to that tenant. Pages by cursor, both ways.")
    public Uni<EntriesView> find(
            @BeanParam EntryFilterParameters filter,
            @Parameter(schema = @Schema(implementation = EntryOrder.class)) @RestQuery @Nullable String order,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var oldest = Parameters.oneOf("order", EntryOrder.class, order) == EntryOrder.OLDEST;
        return entries.find(filter.read(), sights.current(), oldest, Parameters.limit(limit), cursor)
                .map(found -> new EntriesView(
                        found.items().stream().map(EntryView::of).toList(),
                        found.next(),
                        found.previous(),
                        found.total(),
                        found.totalIsExact()));
    }

    @GET
    @Audited(action = "audit-trail.read", category = AuditEntry.Category.AUDIT)
    @Path("facets")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "countAuditEntries",
            summary = "Count the trail by what it tells of",
            description =
                    "By action, category, outcome, service, topic, and by the actors that have most. Takes the filters of the"
                            + " search, and counts the newest 10,000 entries that fit.")
    public Uni<FacetsView> facets(@BeanParam EntryFilterParameters filter) {
        return entries.facets(filter.read(), sights.current())
                .map(facets -> new FacetsView(facets.of(), facets.counted(), facets.isExact()));
    }

    @GET
    @Audited(action = "audit-trail.read", category = AuditEntry.Category.AUDIT)
    @Path("entries/{eventId}")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "showAuditEntry",
            summary = "Look at an entry",
            description = "With the difference drawn, the text that stands in the log, and what opens its commitments.")
    public Uni<InFullView> show(@RestPath String eventId) {
        return entries.get(Parameters.uuid("eventId", eventId), sights.current())
                .chain(entry -> log.leaves(entry.index(), 1).map(leaves -> {
                    var view = EntryView.of(entry);
                    var openings = new java.util.TreeMap<String, OpeningView>();
                    entry.parts()
                            .forEach((part, opening) ->
                                    openings.put(part, new OpeningView(opening.salt(), opening.value())));
                    return new InFullView(view, leaves.getFirst(), Difference.of(view.changes()), openings);
                }));
    }

    @GET
    @Audited(action = "audit-trail.read", category = AuditEntry.Category.AUDIT)
    @Path("entries/{eventId}/proof")
    @Produces(MediaType.TEXT_PLAIN)
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "proveAuditEntry",
            summary = "Prove that an entry is in the log",
            description =
                    "A text of C2SP tlog-proof: the inclusion proof and the newest checkpoint, signed. It is verified with the"
                            + " entry's 'leaf' and the log's public key, without asking anybody.")
    public Uni<String> proof(@RestPath String eventId) {
        return entries.get(Parameters.uuid("eventId", eventId), sights.current())
                .chain(entry -> prove.inclusion(entry.index()))
                .map(proof -> proof.text());
    }

    @GET
    @Audited(action = "audit-trail.read", category = AuditEntry.Category.AUDIT)
    @Path("entries/{eventId}/chain")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "showAuditChain",
            summary = "Everything that one request caused",
            description = "Through all services: what shares the entry's correlation, each under what it answers.")
    public Uni<ChainView> chain(@RestPath String eventId) {
        return showChain
                .run(new ShowChain.Command(Parameters.uuid("eventId", eventId), sights.current()))
                .map(chain -> new ChainView(
                        chain.links().stream()
                                .map(link -> new LinkView(link.depth(), link.parent(), EntryView.of(link.entry())))
                                .toList(),
                        chain.isWhole()));
    }

    @GET
    @Audited(action = "audit-trail.read", category = AuditEntry.Category.AUDIT)
    @Path("around")
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING, Roles.TENANT_ADMIN})
    @Operation(
            operationId = "showAuditAround",
            summary = "What happened around a moment",
            description =
                    "What changed for this tenant in the hour before this error: the entries before and after 'at', up to"
                            + " 'limit' each.")
    public Uni<AroundView> around(
            @RestQuery @Nullable String at,
            @RestQuery @Nullable String tenantId,
            @RestQuery @Nullable String before,
            @RestQuery @Nullable String after,
            @RestQuery @Nullable String limit) {
        var moment = Parameters.instant("at", at);
        if (moment == null) {
            throw Parameters.invalid("at", "must be a time such as 2026-01-31T12:00:00Z");
        }
        var tenant = tenantId == null ? null : new TenantId(Parameters.uuid("tenantId", tenantId));
        var earlier =
                EntryFilter.between(moment.minus(Parameters.duration("before", before, HOUR, DAY)), moment, tenant);
        var later = EntryFilter.between(moment, moment.plus(Parameters.duration("after", after, HOUR, DAY)), tenant);
        var most = Parameters.limit(limit);
        var sight = sights.current();
        return entries.find(earlier, sight, false, most, null)
                .chain(past -> entries.find(later, sight, true, most, null)
                        .map(future -> new AroundView(
                                moment,
                                past.items().stream().map(EntryView::of).toList(),
                                future.items().stream().map(EntryView::of).toList())));
    }
}
