package io.centercontrol.integrations.endpoints.model;

import io.centercontrol.kernel.Aggregate;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.outgoing.model.Reach;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An address outside of the platform that is told of its events. Its secrets lie elsewhere, since a history keeps everything.
 *
 * @param disabled why nothing is sent to it for now: what happens is kept for it; null while it is enabled
 * @param secretSince when its newest secret was made
 * @param removed there is nothing for it any more; its history stays
 * @param version rises by one with each change, from 1
 */
public record WebhookEndpoint(
        UUID id,
        Terms terms,
        @Nullable Disabled disabled,
        Instant secretSince,
        boolean removed,
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
        return "The webhook endpoint " + id;
    }

    /**
     * A new one, enabled.
     *
     * @param known all types of events that there are
     */
    public static Change<WebhookEndpoint> create(
            UUID id, Terms terms, Reach reach, Collection<String> known, Instant now) {
        EndpointRules.check(terms, reach, known);
        return new Change<>(
                new WebhookEndpoint(id, terms, null, now, false, 1, now, now),
                "webhook-endpoint.created",
                difference(null, terms));
    }

    /** Other terms; null when they are the same. */
    public @Nullable Change<WebhookEndpoint> revise(Terms next, Reach reach, Collection<String> known, Instant now) {
        EndpointRules.check(next, reach, known);
        return next.equals(terms)
                ? null
                : new Change<>(
                        new WebhookEndpoint(id, next, disabled, secretSince, false, version + 1, createdAt, now),
                        "webhook-endpoint.revised",
                        difference(terms, next));
    }

    /** Nothing is sent to it for now; null when that is so. */
    public @Nullable Change<WebhookEndpoint> disable(Disabled why, Instant now) {
        return removed || disabled != null ? null : standing(why, "webhook-endpoint.disabled", now);
    }

    /** It is sent to again; null when it is. */
    public @Nullable Change<WebhookEndpoint> enable(Instant now) {
        return disabled == null ? null : standing(null, "webhook-endpoint.enabled", now);
    }

    /** It has a new secret. */
    public Change<WebhookEndpoint> rotateSecret(Instant now) {
        return new Change<>(
                new WebhookEndpoint(id, terms, disabled, now, false, version + 1, createdAt, now),
                "webhook-endpoint.secret-rotated",
                List.of(new FieldChange("/secretSince", secretSince.toString(), now.toString())));
    }

    /** There shall be nothing for it any more. */
    public Change<WebhookEndpoint> remove(Instant now) {
        return new Change<>(
                new WebhookEndpoint(id, terms, disabled, secretSince, true, version + 1, createdAt, now),
                "webhook-endpoint.removed",
                List.of(new FieldChange("/removed", false, true)));
    }

    /** It is told of a tenant no more; null when it was not by name. One that was for nobody else ends: it would be for all. */
    public @Nullable Change<WebhookEndpoint> forget(TenantId tenant, Instant now) {
        var tenants = terms.tenants();
        if (tenants == null || !tenants.contains(tenant)) {
            return null;
        }
        if (tenants.size() == 1) {
            return removed ? null : remove(now);
        }
        var others = new TreeSet<>(tenants);
        others.remove(tenant);
        var next = terms.withTenants(others);
        return new Change<>(
                new WebhookEndpoint(id, next, disabled, secretSince, removed, version + 1, createdAt, now),
                "webhook-endpoint.tenant-forgotten",
                difference(terms, next));
    }

    private Change<WebhookEndpoint> standing(@Nullable Disabled next, String type, Instant now) {
        return new Change<>(
                new WebhookEndpoint(id, terms, next, secretSince, removed, version + 1, createdAt, now),
                type,
                List.of(new FieldChange("/disabled", word(disabled), word(next))));
    }

    private static List<FieldChange> difference(@Nullable Terms before, Terms after) {
        var fields = new ArrayList<FieldChange>();
        add(fields, "/name", before == null ? null : before.name(), after.name());
        add(fields, "/url", before == null ? null : before.url(), after.url());
        add(fields, "/types", before == null ? null : List.copyOf(before.types()), List.copyOf(after.types()));
        add(fields, "/tenants", before == null ? null : texts(before.tenants()), texts(after.tenants()));
        add(
                fields,
                "/payload",
                before == null ? null : before.payload().name(),
                after.payload().name());
        add(fields, "/ordered", before == null ? null : before.ordered(), after.ordered());
        return fields;
    }

    private static void add(List<FieldChange> fields, String path, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            fields.add(new FieldChange(path, before, after));
        }
    }

    private static @Nullable List<String> texts(@Nullable Collection<TenantId> tenants) {
        return tenants == null ? null : tenants.stream().map(TenantId::toString).toList();
    }

    private static @Nullable String word(@Nullable Disabled why) {
        return why == null ? null : why.name();
    }
}
