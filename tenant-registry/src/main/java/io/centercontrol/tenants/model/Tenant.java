package io.centercontrol.tenants.model;

import io.centercontrol.kernel.Aggregate;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A merchant on the platform: immutable, and only ever replaced by what one of its methods decided. Moves that answer an
 * event or the clock give null when they change nothing; moves that an operator makes are refused then.
 *
 * @param slug name in addresses; unique, and given once
 * @param registeredPlan key of the plan it was registered with, for ever; null for whichever is the default. Which plan it
 *     has now is the plan service's to say
 * @param statusReason why it is suspended, disabled or to be deleted, in the operator's words
 * @param domains custom domains it claims, in the order of the claims
 * @param holds what forbids its deletion
 * @param hosts host names that lead to it, without port; the subdomain comes first; none once it is deleted
 * @param version rises by one with each change, from 1
 */
public record Tenant(
        TenantId id,
        String slug,
        TenantKind kind,
        @Nullable String registeredPlan,
        TenantSettings settings,
        TenantState state,
        @Nullable String statusReason,
        List<Domain> domains,
        List<Hold> holds,
        List<String> hosts,
        long version,
        Instant createdAt,
        Instant updatedAt)
        implements Aggregate {
    @Override
    public String aggregateId() {
        return id.toString();
    }

    @Override
    public String inWords() {
        return "The tenant";
    }

    private static final int MOST_DOMAINS = 20;
    private static final int MOST_HOLDS = 20;

    public Tenant {
        domains = List.copyOf(domains);
        holds = List.copyOf(holds);
        hosts = List.copyOf(hosts);
    }

    /** A new tenant; its subdomain lies beneath the base domain. */
    public static Change<Tenant> register(
            TenantId id,
            String slug,
            TenantKind kind,
            @Nullable String registeredPlan,
            TenantSettings settings,
            String baseDomain,
            Instant now) {
        var tenant = new Tenant(
                id,
                slug,
                kind,
                registeredPlan,
                settings,
                new TenantState.Provisioning(),
                null,
                List.of(),
                List.of(),
                List.of(slug + "." + baseDomain),
                1,
                now,
                now);
        return new Change<>(tenant, "tenant.registered", TenantDifference.between(null, tenant));
    }

    /** Other settings; null when they are the ones it has. */
    public @Nullable Change<Tenant> update(TenantSettings next, Instant now) {
        if (isBeyondReturn()) {
            throw TenantRefusals.beingDeleted(this);
        }
        return next.equals(settings)
                ? null
                : told("tenant.updated", new Draft(this).settings(next).at(now));
    }

    /** No more log-ins and orders. */
    public Change<Tenant> suspend(String reason, Instant now) {
        return switch (state) {
            case TenantState.Provisioning s -> moved("tenant.suspended", s.suspend(), reason, now);
            case TenantState.Active s -> moved("tenant.suspended", s.suspend(), reason, now);
            case TenantState.Suspended _, TenantState.Disabled _, TenantState.Leaving _ ->
                throw TenantRefusals.illegal(this, Move.SUSPEND);
        };
    }

    /** Switched off as a whole. */
    public Change<Tenant> disable(String reason, Instant now) {
        return switch (state) {
            case TenantState.Provisioning s -> moved("tenant.disabled", s.disable(), reason, now);
            case TenantState.Active s -> moved("tenant.disabled", s.disable(), reason, now);
            case TenantState.Suspended s -> moved("tenant.disabled", s.disable(), reason, now);
            case TenantState.Disabled _, TenantState.Leaving _ -> throw TenantRefusals.illegal(this, Move.DISABLE);
        };
    }

    /** Back in business, or back to being provisioned when it never was ready. */
    public Change<Tenant> reinstate(Instant now) {
        return switch (state) {
            case TenantState.Suspended s -> moved("tenant.reinstated", s.reinstate(), null, now);
            case TenantState.Disabled s -> moved("tenant.reinstated", s.reinstate(), null, now);
            case TenantState.Provisioning _, TenantState.Active _, TenantState.Leaving _ ->
                throw TenantRefusals.illegal(this, Move.REINSTATE);
        };
    }

    /** All required tenant services have provisioned it; null when that is no news. */
    public @Nullable Change<Tenant> becomeReady(Instant now) {
        var next = state.becomeReady();
        if (next.equals(state)) {
            return null;
        }
        return switch (next) {
            case TenantState.Active _ -> moved("tenant.activated", next, null, now);
            case TenantState.Staying _, TenantState.Leaving _ -> moved("tenant.became-ready", next, statusReason, now);
        };
    }

    /**
     * To be deleted when the grace is over; until then it may do nothing, and it can be cancelled.
     *
     * @param typedSlug the slug, typed again by whoever asks for it; null where one who asks for many said their number
     */
    public Change<Tenant> scheduleDeletion(@Nullable String typedSlug, String reason, Duration grace, Instant now) {
        return switch (state) {
            case TenantState.Leaving _ -> throw TenantRefusals.illegal(this, Move.SCHEDULE_DELETION);
            case TenantState.Staying s -> {
                if (typedSlug != null && !typedSlug.equals(slug)) {
                    throw TenantRefusals.slugDoesNotMatch();
                }
                if (!holds.isEmpty()) {
                    throw TenantRefusals.held(this);
                }
                var deletion = Deletion.scheduled(now, now.plus(grace));
                yield moved("tenant.deletion-scheduled", s.scheduleDeletion(statusReason, deletion), reason, now);
            }
        };
    }

    /** Back to the state it was in before its deletion was scheduled. */
    public Change<Tenant> cancelDeletion(Instant now) {
        return switch (state) {
            case TenantState.DeletionScheduled s -> moved("tenant.deletion-cancelled", s.cancel(), s.fromReason(), now);
            case TenantState.Staying _, TenantState.Exporting _, TenantState.Erasing _, TenantState.Deleted _ ->
                throw TenantRefusals.illegal(this, Move.CANCEL_DELETION);
        };
    }

    /** Forbids the deletion. Comes too late once the erasing has begun. */
    public Change<Tenant> placeHold(Hold hold, Instant now) {
        return switch (state) {
            case TenantState.Erasing _, TenantState.Deleted _ -> throw TenantRefusals.beingDeleted(this);
            case TenantState.Staying _, TenantState.DeletionScheduled _, TenantState.Exporting _ -> {
                if (holds.size() >= MOST_HOLDS) {
                    throw TenantRefusals.tooMany("holds", MOST_HOLDS);
                }
                var all = Stream.concat(holds.stream(), Stream.of(hold)).toList();
                yield told("tenant.hold-placed", new Draft(this).holds(all).at(now));
            }
        };
    }

    /** No longer forbids the deletion, as far as this hold is concerned. */
    public Change<Tenant> releaseHold(UUID hold, Instant now) {
        var left = holds.stream().filter(h -> !h.id().equals(hold)).toList();
        if (left.size() == holds.size()) {
            throw TenantRefusals.noSuchHold(hold);
        }
        return told("tenant.hold-released", new Draft(this).holds(left).at(now));
    }

    /** Time has passed: a deletion that is due and not held goes on by a step; null when none is. */
    public @Nullable Change<Tenant> goOn(Instant now) {
        var due = dueAt();
        if (due == null || due.isAfter(now)) {
            return null;
        }
        return switch (state) {
            case TenantState.DeletionScheduled s -> moved("tenant.deletion-begun", s.begin(now), statusReason, now);
            case TenantState.Exporting s -> moved("tenant.erasure-begun", s.erase(), statusReason, now);
            case TenantState.Staying _, TenantState.Erasing _, TenantState.Deleted _ -> null;
        };
    }

    /** From when on {@link #goOn} has something to do; null when time alone does not move it on. */
    public @Nullable Instant dueAt() {
        return switch (state) {
            case TenantState.DeletionScheduled s ->
                holds.isEmpty() ? s.deletion().dueAt() : null;
            case TenantState.Exporting s -> holds.isEmpty() && s.exported() ? updatedAt : null;
            case TenantState.Staying _, TenantState.Erasing _, TenantState.Deleted _ -> null;
        };
    }

    /** Every tenant service has handed over its export: erasing begins, unless a hold stands. Null when that is no news. */
    public @Nullable Change<Tenant> exported(Instant now) {
        return switch (state) {
            case TenantState.Exporting s -> {
                if (holds.isEmpty()) {
                    yield moved("tenant.erasure-begun", s.erase(), statusReason, now);
                }
                yield s.exported() ? null : moved("tenant.exported", s.complete(), statusReason, now);
            }
            case TenantState.Staying _, TenantState.DeletionScheduled _, TenantState.Erasing _, TenantState.Deleted _ ->
                null;
        };
    }

    /** Every tenant service has erased it: what was personal about it goes here too. Null when that is no news. */
    public @Nullable Change<Tenant> erased(Instant now) {
        return switch (state) {
            case TenantState.Erasing s -> {
                // What it was called is not told once more, so the difference begins where the names are gone.
                var nameless = nameless(state);
                var next = nameless(s.finish(now)).at(now);
                yield new Change<>(next, "tenant.deleted", TenantDifference.between(nameless.at(now), next));
            }
            case TenantState.Staying _,
                    TenantState.DeletionScheduled _,
                    TenantState.Exporting _,
                    TenantState.Deleted _ -> null;
        };
    }

    /** Its last event leaves the topic: from now on, a tombstone is told. Null when it is not deleted, or purged already. */
    public @Nullable Change<Tenant> purge(Instant now) {
        return switch (state) {
            case TenantState.Deleted s ->
                isPurged()
                        ? null
                        : told(
                                "tenant.purged",
                                new Draft(this).state(s.purge(now)).at(now));
            case TenantState.Staying _,
                    TenantState.DeletionScheduled _,
                    TenantState.Exporting _,
                    TenantState.Erasing _ -> null;
        };
    }

    /** Whether only a tombstone is told of it. */
    public boolean isPurged() {
        return switch (state) {
            case TenantState.Deleted s -> s.deletion().purgedAt() != null;
            case TenantState.Staying _,
                    TenantState.DeletionScheduled _,
                    TenantState.Exporting _,
                    TenantState.Erasing _ -> false;
        };
    }

    /** Claims a custom domain; null when it has this claim already. */
    public @Nullable Change<Tenant> claimDomain(Domain domain, Instant now) {
        if (isBeyondReturn()) {
            throw TenantRefusals.beingDeleted(this);
        }
        if (find(domain.name()) != null) {
            return null;
        }
        if (domains.size() >= MOST_DOMAINS) {
            throw TenantRefusals.tooMany("domains", MOST_DOMAINS);
        }
        var all = Stream.concat(domains.stream(), Stream.of(domain)).toList();
        return told("tenant.domain-claimed", new Draft(this).claims(all).at(now));
    }

    /** Gives a custom domain up. */
    public Change<Tenant> dropDomain(String name, Instant now) {
        domain(name);
        return told(
                "tenant.domain-dropped",
                new Draft(this)
                        .claims(domains.stream()
                                .filter(d -> !d.name().equals(name))
                                .toList())
                        .at(now));
    }

    /**
     * The DNS record of a domain was seen; null when that is no news.
     *
     * @param token the token that was seen: a claim that was made anew meanwhile is not proven by it
     */
    public @Nullable Change<Tenant> domainProven(String name, String token, Instant now) {
        var domain = find(name);
        if (domain == null || isBeyondReturn() || !domain.token().equals(token)) {
            return null;
        }
        if (domain.verified() && domain.missingSince() == null) {
            return null;
        }
        var type = domain.verified() ? "tenant.domain-recovered" : "tenant.domain-verified";
        return told(type, new Draft(this).claims(replaced(domain.proven(now))).at(now));
    }

    /**
     * The DNS record of a verified domain is gone: first that is told, and after the patience the domain is taken away.
     * Null when there is nothing new to tell.
     */
    public @Nullable Change<Tenant> domainMissing(String name, Duration patience, Instant now) {
        var domain = find(name);
        if (domain == null || !domain.verified()) {
            return null;
        }
        var missing = domain.missing(now);
        if (missing.missingSince() != null
                && !missing.missingSince().plus(patience).isAfter(now)) {
            return told(
                    "tenant.domain-lost",
                    new Draft(this).claims(replaced(missing.lost())).at(now));
        }
        return missing.equals(domain)
                ? null
                : told(
                        "tenant.domain-missing",
                        new Draft(this).claims(replaced(missing)).at(now));
    }

    /** One of its domains; refuses when it has no such. */
    public Domain domain(String name) {
        var found = find(name);
        if (found == null) {
            throw TenantRefusals.noSuchDomain(name);
        }
        return found;
    }

    /** Whether nothing but its deletion can happen to it any more. */
    private boolean isBeyondReturn() {
        return switch (state) {
            case TenantState.Staying _, TenantState.DeletionScheduled _ -> false;
            case TenantState.Exporting _, TenantState.Erasing _, TenantState.Deleted _ -> true;
        };
    }

    private Draft nameless(TenantState next) {
        return new Draft(this)
                .state(next)
                .reason(null)
                .settings(settings.redacted())
                .domains(List.of())
                .hosts(List.of());
    }

    private @Nullable Domain find(String name) {
        return domains.stream().filter(d -> d.name().equals(name)).findFirst().orElse(null);
    }

    private List<Domain> replaced(Domain next) {
        return domains.stream()
                .map(d -> d.name().equals(next.name()) ? next : d)
                .toList();
    }

    private Change<Tenant> moved(String type, TenantState next, @Nullable String reason, Instant now) {
        return told(type, new Draft(this).state(next).reason(reason).at(now));
    }

    private Change<Tenant> told(String type, Tenant next) {
        return new Change<>(next, type, TenantDifference.between(this, next));
    }

    /** The next version while it is being put together. */
    private static final class Draft {
        private final Tenant base;
        private TenantSettings settings;
        private TenantState state;
        private @Nullable String reason;
        private List<Domain> domains;
        private List<Hold> holds;
        private List<String> hosts;

        Draft(Tenant base) {
            this.base = base;
            this.settings = base.settings;
            this.state = base.state;
            this.reason = base.statusReason;
            this.domains = base.domains;
            this.holds = base.holds;
            this.hosts = base.hosts;
        }

        Draft settings(TenantSettings next) {
            settings = next;
            return this;
        }

        Draft state(TenantState next) {
            state = next;
            return this;
        }

        Draft reason(@Nullable String next) {
            reason = next;
            return this;
        }

        Draft holds(List<Hold> next) {
            holds = next;
            return this;
        }

        Draft domains(List<Domain> next) {
            domains = next;
            return this;
        }

        Draft hosts(List<String> next) {
            hosts = next;
            return this;
        }

        /** Other domains, the hosts that follow from them, and no primary domain that is not among those. */
        Draft claims(List<Domain> next) {
            domains = next;
            hosts = Hosts.of(base.hosts.getFirst(), next);
            var primary = settings.primaryDomain();
            if (primary != null && !hosts.contains(primary)) {
                settings = settings.withoutPrimaryDomain();
            }
            return this;
        }

        Tenant at(Instant now) {
            return new Tenant(
                    base.id,
                    base.slug,
                    base.kind,
                    base.registeredPlan,
                    settings,
                    state,
                    reason,
                    domains,
                    holds,
                    hosts,
                    base.version + 1,
                    base.createdAt,
                    now);
        }
    }
}
