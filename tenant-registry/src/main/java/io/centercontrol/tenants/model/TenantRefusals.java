package io.centercontrol.tenants.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import java.util.List;
import java.util.Map;

/** Every "no" that this service says about a tenant, with its stable code. */
public final class TenantRefusals {
    private TenantRefusals() {}

    /** There is no such tenant. */
    public static RefusedException notFound(String what) {
        return new Refusal.NotFound("TENANT_NOT_FOUND", "There is no tenant with " + what + ".").asException();
    }

    /** The tenant had no version at that time. */
    public static RefusedException notYet(String time) {
        return new Refusal.NotFound("TENANT_DID_NOT_EXIST", "The tenant did not exist at " + time + ".").asException();
    }

    /** The slug belongs to another tenant. */
    public static RefusedException slugTaken(String slug) {
        return new Refusal.Conflict(
                        "SLUG_TAKEN", "The slug '" + slug + "' belongs to another tenant.", Map.of("slug", slug))
                .asException();
    }

    /** The domain belongs to another tenant. */
    public static RefusedException domainTaken(String domain) {
        return new Refusal.Conflict(
                        "DOMAIN_TAKEN",
                        "The domain '" + domain + "' belongs to another tenant.",
                        Map.of("primaryDomain", domain))
                .asException();
    }

    /** The caller's version is not the current one. */
    public static RefusedException stale(long expected, long actual) {
        return new Refusal.Stale(
                        "STALE_VERSION",
                        "The tenant is at version %d, the change is based on %d. Read it again and decide anew."
                                .formatted(actual, expected),
                        expected,
                        actual)
                .asException();
    }

    /** The tenant's state does not have this move. */
    static RefusedException illegal(Tenant tenant, Move move) {
        return illegal(tenant.state(), move).asException();
    }

    /** The refusal of a move that a state does not have. */
    public static Refusal illegal(TenantState state, Move move) {
        List<String> legal = state.moves().stream().map(Move::word).toList();
        return new Refusal.Conflict(
                "ILLEGAL_MOVE",
                "A tenant that is %s cannot be moved by '%s'. Legal moves: %s."
                        .formatted(state.status(), move.word(), String.join(", ", legal)),
                Map.of("tenantStatus", state.status().name(), "move", move.word(), "legalMoves", legal));
    }
}
