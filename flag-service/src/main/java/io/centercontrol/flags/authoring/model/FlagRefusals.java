package io.centercontrol.flags.authoring.model;

import io.centercontrol.kernel.FlagAddress;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Why a flag is not found or not changed. */
public final class FlagRefusals {
    private FlagRefusals() {}

    /** There is none of this key. */
    public static RefusedException notFound(String key) {
        return new Refusal.NotFound("FLAG_NOT_FOUND", "There is no flag " + key + ".").asException();
    }

    /** The key belongs to another flag, for good. */
    public static RefusedException keyTaken(String key) {
        return new Refusal.Conflict(
                        "FLAG_KEY_TAKEN",
                        "There is a flag " + key + ", or there was and it is archived. Change or restore that, or take"
                                + " another key.",
                        Map.of("key", key))
                .asException();
    }

    /** A sensitive flag is changed by change requests. */
    static RefusedException needsApproval(String key) {
        return new Refusal.Conflict(
                        "NEEDS_APPROVAL",
                        "The flag " + key
                                + " is sensitive: another person must approve a change. Propose it as a change"
                                + " request; in an emergency say breakGlass with a reason of at least "
                                + Permit.SHORTEST_REASON + " characters, or set a kill switch.",
                        Map.of("changeRequests", FlagAddress.of(key).path() + "/change-requests"))
                .asException();
    }

    /** An evaluator's change would change sensitive flags. */
    static RefusedException needsApproval(List<String> keys) {
        return new Refusal.Conflict(
                        "NEEDS_APPROVAL",
                        "Sensitive flags use this evaluator: " + String.join(", ", keys)
                                + ". Write the new rule as an evaluator of another name, and propose a change request for"
                                + " each of them that refers to that one; in an emergency say breakGlass with a reason of"
                                + " at least " + Permit.SHORTEST_REASON + " characters.",
                        Map.of("flags", keys))
                .asException();
    }

    static RefusedException archived(String key) {
        return new Refusal.Conflict(
                        "FLAG_ARCHIVED", "The flag " + key + " is archived. Restore it first.", Map.of("key", key))
                .asException();
    }

    static RefusedException alreadyArchived(String key) {
        return new Refusal.Conflict("FLAG_ARCHIVED", "The flag " + key + " is archived already.", Map.of("key", key))
                .asException();
    }

    static RefusedException notArchived(String key) {
        return new Refusal.Conflict("NOT_ARCHIVED", "The flag " + key + " is not archived.", Map.of("key", key))
                .asException();
    }

    static RefusedException offVariantRequired(FlagContent content) {
        return Refusal.Invalid.of(
                        "/offVariant",
                        "REQUIRED",
                        "Say which variant a kill switch picks: no variant of this flag is false. It has "
                                + variants(content) + ".")
                .asException();
    }

    /** It came from elsewhere, where nobody had to say what a kill switch picks. */
    static RefusedException noOffVariant(String key, FlagContent content) {
        return new Refusal.Conflict(
                        "NO_OFF_VARIANT",
                        "The flag " + key
                                + " has no off variant, so that a kill switch has nothing to pick. Name one as offVariant"
                                + " with PUT, or disable the flag: then callers take their own default. It has "
                                + variants(content) + ".",
                        Map.of("variants", Definition.read(content.definition()).names()))
                .asException();
    }

    private static String variants(FlagContent content) {
        return String.join(", ", Definition.read(content.definition()).names());
    }

    static RefusedException switchesStand(String key, List<String> ids) {
        return new Refusal.Conflict(
                        "KILL_SWITCH_STANDS",
                        "A kill switch holds the flag " + key + " off. Archived, it would give its readers their own"
                                + " default, which may be on. Lift it first.",
                        Map.of("killSwitches", ids))
                .asException();
    }

    static RefusedException tooManySwitches(String key, int most) {
        return new Refusal.Conflict(
                        "TOO_MANY_KILL_SWITCHES",
                        "At most " + most + " kill switches can stand on the flag " + key
                                + ". Lift some, or set one for everyone.",
                        Map.of("most", most))
                .asException();
    }

    static RefusedException tooManyHit(String key, int most) {
        return new Refusal.Conflict(
                        "TOO_MANY_NAMED",
                        "All kill switches of the flag " + key + " together can name at most " + most
                                + " tenants and plans. Set one for a plan or for everyone.",
                        Map.of("most", most))
                .asException();
    }

    /** There is no such kill switch, or no more. */
    static RefusedException noSwitch(String key, UUID id) {
        return new Refusal.NotFound("NO_SUCH_KILL_SWITCH", "No kill switch " + id + " stands on the flag " + key + ".")
                .asException();
    }

    static RefusedException notToCome(Instant at, Instant now) {
        return Refusal.Invalid.of(
                        "/expiresAt",
                        "NOT_IN_THE_FUTURE",
                        at + " is not later than now, which is " + now + ". Leave it away for no end.")
                .asException();
    }

    static RefusedException noOverride(String key, String whose) {
        return new Refusal.NotFound("NO_OVERRIDE", "The flag " + key + " has no override of " + whose + ".")
                .asException();
    }

    /** The tenant's data were erased here. */
    public static RefusedException erased(List<String> tenants) {
        return new Refusal.Conflict(
                        "TENANT_ERASED",
                        "What was kept of a tenant is erased, and nothing new is kept: " + String.join(", ", tenants)
                                + ".",
                        Map.of("tenants", tenants))
                .asException();
    }

    /** What its readers would be told is too long for one message. */
    public static RefusedException tooLarge(String key, int bytes, int most) {
        return Refusal.Invalid.of(
                        "",
                        "FLAG_TOO_LARGE",
                        "The flag " + key + " would be told in " + bytes + " bytes, and " + most
                                + " fit: with what is shared inlined and its overrides. Use a label or a plan instead of"
                                + " lists.")
                .asException();
    }
}
