package io.centercontrol.tenants.model;

import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.TenantId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A merchant on the platform: immutable, and only ever replaced by what one of its methods decided.
 *
 * @param slug name in addresses; unique, and given once
 * @param statusReason why it is suspended or disabled, in the operator's words
 * @param hosts host names that lead to it, without port
 * @param version rises by one with each change, from 1
 */
public record Tenant(
        TenantId id,
        String slug,
        TenantKind kind,
        TenantSettings settings,
        TenantState state,
        @Nullable String statusReason,
        List<String> hosts,
        long version,
        Instant createdAt,
        Instant updatedAt) {
    public Tenant {
        hosts = List.copyOf(hosts);
    }

    /** A new tenant; its subdomain lies beneath the base domain. */
    public static Change<Tenant> register(
            TenantId id, String slug, TenantKind kind, TenantSettings settings, String baseDomain, Instant now) {
        var tenant = new Tenant(
                id,
                slug,
                kind,
                settings,
                new TenantState.Provisioning(),
                null,
                Hosts.of(slug, settings, baseDomain),
                1,
                now,
                now);
        return new Change<>(tenant, "tenant.registered", TenantDifference.between(null, tenant));
    }

    /** Other settings; null when they are the ones it has. */
    public @Nullable Change<Tenant> update(TenantSettings next, String baseDomain, Instant now) {
        return next.equals(settings)
                ? null
                : changed("tenant.updated", next, state, statusReason, Hosts.of(slug, next, baseDomain), now);
    }

    /** No more log-ins and orders. */
    public Change<Tenant> suspend(String reason, Instant now) {
        return switch (state) {
            case TenantState.Provisioning s -> moved("tenant.suspended", s.suspend(), reason, now);
            case TenantState.Active s -> moved("tenant.suspended", s.suspend(), reason, now);
            case TenantState.Suspended _, TenantState.Disabled _ -> throw TenantRefusals.illegal(this, Move.SUSPEND);
        };
    }

    /** Switched off as a whole. */
    public Change<Tenant> disable(String reason, Instant now) {
        return switch (state) {
            case TenantState.Provisioning s -> moved("tenant.disabled", s.disable(), reason, now);
            case TenantState.Active s -> moved("tenant.disabled", s.disable(), reason, now);
            case TenantState.Suspended s -> moved("tenant.disabled", s.disable(), reason, now);
            case TenantState.Disabled _ -> throw TenantRefusals.illegal(this, Move.DISABLE);
        };
    }

    /** Back in business, or back to being provisioned when it never was ready. */
    public Change<Tenant> reinstate(Instant now) {
        return switch (state) {
            case TenantState.Suspended s -> moved("tenant.reinstated", s.reinstate(), null, now);
            case TenantState.Disabled s -> moved("tenant.reinstated", s.reinstate(), null, now);
            case TenantState.Provisioning _, TenantState.Active _ -> throw TenantRefusals.illegal(this, Move.REINSTATE);
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
            case TenantState.Provisioning _, TenantState.Suspended _, TenantState.Disabled _ ->
                moved("tenant.became-ready", next, statusReason, now);
        };
    }

    private Change<Tenant> moved(String type, TenantState next, @Nullable String reason, Instant now) {
        return changed(type, settings, next, reason, hosts, now);
    }

    private Change<Tenant> changed(
            String type,
            TenantSettings nextSettings,
            TenantState nextState,
            @Nullable String nextReason,
            List<String> nextHosts,
            Instant now) {
        var next =
                new Tenant(id, slug, kind, nextSettings, nextState, nextReason, nextHosts, version + 1, createdAt, now);
        return new Change<>(next, type, TenantDifference.between(this, next));
    }
}
