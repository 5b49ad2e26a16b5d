package io.centercontrol.flags.changes.model;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Why a change request is not found, not approved or not changed. */
public final class ChangeRefusals {
    private ChangeRefusals() {}

    /** There is none of this id. */
    public static RefusedException notFound(UUID id) {
        return new Refusal.NotFound("CHANGE_REQUEST_NOT_FOUND", "There is no change request " + id + ".").asException();
    }

    /** So many wait already. */
    public static RefusedException tooMany(String flag, int most) {
        return new Refusal.Conflict(
                        "TOO_MANY_CHANGE_REQUESTS",
                        "At most " + most + " change requests of one flag can wait. Approve, reject or withdraw some of"
                                + " " + flag + " first.",
                        Map.of("most", most))
                .asException();
    }

    static RefusedException changesNothing(String flag) {
        return new Refusal.Conflict(
                        "CHANGES_NOTHING", "The flag " + flag + " is as the proposal wants it.", Map.of("flag", flag))
                .asException();
    }

    static RefusedException ownApproval(UUID id) {
        return new Refusal.Conflict(
                        "OWN_APPROVAL",
                        "Nobody approves what they proposed or edited last. Ask somebody else.",
                        Map.of("id", id.toString()))
                .asException();
    }

    static RefusedException notYours(UUID id) {
        return new Refusal.Conflict(
                        "NOT_YOURS",
                        "Only who proposed or edited a change request withdraws it. Reject it instead.",
                        Map.of("id", id.toString()))
                .asException();
    }

    static RefusedException anotherHash(UUID id, String given, String actual) {
        return new Refusal.Conflict(
                        "ANOTHER_HASH",
                        "What was approved is not what is proposed now: it was edited since, or a shared evaluator that it"
                                + " refers to was. Look at the change request again and approve its current hash.",
                        Map.of("id", id.toString(), "givenHash", given, "currentHash", actual))
                .asException();
    }

    static RefusedException alreadyApproved(UUID id, List<Approval> approvals) {
        return new Refusal.Conflict(
                        "ALREADY_APPROVED",
                        "It is approved already and waits for its time.",
                        Map.of(
                                "id",
                                id.toString(),
                                "by",
                                approvals.stream().map(one -> one.by().id()).toList()))
                .asException();
    }

    static RefusedException over(ChangeRequest request) {
        return new Refusal.Conflict(
                        "CHANGE_REQUEST_ENDED",
                        "Its time was over at " + request.proposal().expiresAt() + ". Propose it anew.",
                        Map.of("state", State.EXPIRED.name()))
                .asException();
    }

    static RefusedException ended(ChangeRequest request) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("state", request.state().name());
        var message = new StringBuilder("The change request is ").append(request.state());
        var ending = request.ending();
        if (ending != null) {
            facts.put("by", ending.by().id());
            message.append(", by ").append(ending.by().id()).append(" at ").append(ending.at());
            if (ending.why() != null) {
                message.append(": ").append(ending.why());
            }
        }
        if (message.charAt(message.length() - 1) != '.') {
            message.append('.');
        }
        return new Refusal.Conflict(
                        request.state() == State.VOID ? "CHANGE_REQUEST_VOID" : "CHANGE_REQUEST_ENDED",
                        message + (request.state() == State.APPLIED ? "" : " Propose it anew."),
                        facts)
                .asException();
    }

    static RefusedException baseMoved(ChangeRequest request, long actual) {
        return new Refusal.Conflict(
                        "CHANGE_REQUEST_VOID",
                        moved(request.flag(), request.baseVersion(), actual) + " Propose it anew.",
                        Map.of("baseVersion", request.baseVersion(), "flagVersion", actual))
                .asException();
    }

    static String moved(String flag, long base, long actual) {
        return "It was proposed for version %d of the flag %s, which was changed since and is at version %d."
                .formatted(base, flag, actual);
    }
}
