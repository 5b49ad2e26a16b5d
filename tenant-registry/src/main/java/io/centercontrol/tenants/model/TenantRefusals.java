package io.centercontrol.tenants.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

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

    /** The slug belonged to a tenant that was deleted not long ago. */
    public static RefusedException slugCoolingDown(String slug) {
        return new Refusal.Conflict(
                        "SLUG_COOLING_DOWN",
                        "The slug '" + slug + "' belonged to a tenant that was deleted. It is given out again when its"
                                + " cool-down, which governance sets, is over.",
                        Map.of("slug", slug))
                .asException();
    }

    /** The domain is verified for another tenant. */
    public static RefusedException domainTaken(String domain) {
        return new Refusal.Conflict(
                        "DOMAIN_TAKEN",
                        "The domain '" + domain + "' is verified for another tenant. It becomes free when that tenant"
                                + " gives it up, or when its DNS record is gone for long enough.",
                        Map.of("domain", domain))
                .asException();
    }

    /** The tenant does not claim this domain. */
    static RefusedException noSuchDomain(String domain) {
        return new Refusal.NotFound(
                        "DOMAIN_NOT_FOUND", "The tenant does not claim the domain '" + domain + "'. Claim it first.")
                .asException();
    }

    /** The record that proves a claim is not in the DNS. */
    public static RefusedException domainNotProven(Domain domain, List<String> found) {
        return new Refusal.Conflict(
                        "DOMAIN_NOT_PROVEN",
                        "There is no TXT record '%s' with the value '%s'%s. Add it, wait until it can be seen, and verify again."
                                .formatted(
                                        domain.recordName(),
                                        domain.recordValue(),
                                        found.isEmpty() ? "" : "; there is " + found),
                        Map.of("recordName", domain.recordName(), "recordValue", domain.recordValue(), "found", found))
                .asException();
    }

    /** The DNS does not answer, so nothing is known. */
    public static RefusedException dnsUnavailable(String recordName, String why) {
        return new Refusal.Unavailable(
                        "DNS_UNAVAILABLE",
                        "The DNS gave no answer for '%s' (%s). Nothing was changed; try again later."
                                .formatted(recordName, why))
                .asException();
    }

    /** The tenant has no such hold. */
    static RefusedException noSuchHold(UUID hold) {
        return new Refusal.NotFound("HOLD_NOT_FOUND", "The tenant has no hold with id " + hold + ".").asException();
    }

    /** Holds stand. */
    static RefusedException held(Tenant tenant) {
        return new Refusal.Conflict(
                        "TENANT_HELD",
                        "The tenant cannot be deleted while a hold stands; "
                                + tenant.holds().size() + " do. Have them released first.",
                        Map.of("holds", tenant.holds()))
                .asException();
    }

    /** The slug that was typed is not the tenant's. */
    static RefusedException slugDoesNotMatch() {
        return Refusal.Invalid.of(
                        "/slug",
                        "SLUG_DOES_NOT_MATCH",
                        "To make sure that the right tenant is meant, its slug must be typed again; this is not it.")
                .asException();
    }

    /** The grace that was asked for is shorter than the kind of tenant allows. */
    public static RefusedException graceTooShort(Duration least) {
        return Refusal.Invalid.of(
                        "/grace",
                        "GRACE_TOO_SHORT",
                        "The grace is at least " + least + "; only a TEST tenant may be deleted sooner.")
                .asException();
    }

    /** Too late: the tenant is being deleted, or is deleted. */
    static RefusedException beingDeleted(Tenant tenant) {
        return new Refusal.Conflict(
                        "TENANT_BEING_DELETED",
                        "The tenant is " + tenant.state().status() + "; it cannot be changed any more.",
                        Map.of("tenantStatus", tenant.state().status().name()))
                .asException();
    }

    /** There is no certificate, since the tenant is not deleted. */
    public static RefusedException noCertificate() {
        return new Refusal.NotFound(
                        "CERTIFICATE_NOT_FOUND",
                        "There is no deletion certificate for this tenant; one is made when it is DELETED.")
                .asException();
    }

    /** A list of the tenant is full. */
    static RefusedException tooMany(String what, int most) {
        return new Refusal.Conflict("TOO_MANY", "A tenant has at most " + most + " " + what + ".", Map.of("most", most))
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
                        .formatted(state.status(), move.word(), legal.isEmpty() ? "none" : String.join(", ", legal)),
                Map.of("tenantStatus", state.status().name(), "move", move.word(), "legalMoves", legal));
    }
}
