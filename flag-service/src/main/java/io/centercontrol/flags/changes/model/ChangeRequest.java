package io.centercontrol.flags.changes.model;

import io.centercontrol.flags.authoring.model.EvaluatorSet;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.FlagContent;
import io.centercontrol.flags.authoring.model.FlagDifference;
import io.centercontrol.flags.authoring.model.Permit;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Aggregate;
import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.FieldChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of a flag that another person must approve. It is bound to the content that the flag had when it was proposed.
 *
 * @param id a UUIDv7
 * @param flag the flag's key
 * @param baseVersion the flag's version that {@code base} is the content of
 * @param author who proposed it
 * @param editor who edited it last, at first the author
 * @param approvals of exactly this proposal: an edit takes them away
 * @param ending null while something can still come of it
 * @param version rises by one with each step, from 1
 */
public record ChangeRequest(
        UUID id,
        String flag,
        long baseVersion,
        FlagContent base,
        Proposal proposal,
        Actor author,
        Actor editor,
        State state,
        List<Approval> approvals,
        @Nullable Ending ending,
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
        return "The change request " + id;
    }

    public ChangeRequest {
        approvals = List.copyOf(approvals);
    }

    /** A new one; refuses what could not be applied, or would change nothing. */
    public static Change<ChangeRequest> propose(
            UUID id, Flag flag, Proposal proposal, EvaluatorSet evaluators, Actor author, Instant now) {
        proposal.check(now);
        preview(flag, proposal, evaluators, now);
        var next = new ChangeRequest(
                id,
                flag.key(),
                flag.version(),
                flag.content(),
                proposal,
                author,
                author,
                State.OPEN,
                List.of(),
                null,
                1,
                now,
                now);
        var fields = new ArrayList<FieldChange>();
        fields.add(new FieldChange("/state", null, State.OPEN.name()));
        fields.addAll(next.changes());
        return new Change<>(next, "change-request.opened", fields);
    }

    /** Another proposal in place of this one: whoever approved must look at it anew. */
    public Change<ChangeRequest> edit(Flag current, Proposal other, EvaluatorSet evaluators, Actor by, Instant now) {
        mustBeLive(now);
        mustBeBasedOn(current);
        other.check(now);
        preview(current, other, evaluators, now);
        var fields = new ArrayList<FieldChange>();
        FlagDifference.between(proposal.content(), other.content())
                .forEach(field ->
                        fields.add(new FieldChange("/proposal" + field.path(), field.before(), field.after())));
        add(fields, "/reason", proposal.reason(), other.reason());
        add(fields, "/applyAt", proposal.applyAt(), other.applyAt());
        add(fields, "/expiresAt", proposal.expiresAt(), other.expiresAt());
        add(fields, "/state", state, State.OPEN);
        approvals.forEach(
                one -> fields.add(new FieldChange("/approvals/" + one.by().id(), one.hash(), null)));
        return new Change<>(next(other, by, State.OPEN, List.of(), null, now), "change-request.edited", fields);
    }

    /**
     * Somebody else agrees; whether it {@linkplain #isDue is applied} at once is a matter of its time.
     *
     * @param hash of what they saw
     */
    public Change<ChangeRequest> approve(
            Flag current, String hash, @Nullable String comment, Actor by, EvaluatorSet evaluators, Instant now) {
        mustBeLive(now);
        if (state == State.APPROVED) {
            throw ChangeRefusals.alreadyApproved(id, approvals);
        }
        if (by.id().equals(author.id()) || by.id().equals(editor.id())) {
            throw ChangeRefusals.ownApproval(id);
        }
        mustBeBasedOn(current);
        var actual = hash(evaluators);
        if (!actual.equals(hash)) {
            throw ChangeRefusals.anotherHash(id, hash, actual);
        }
        var all = new ArrayList<>(approvals);
        all.add(new Approval(by, now, hash, comment));
        return new Change<>(
                next(proposal, editor, State.APPROVED, all, null, now),
                "change-request.approved",
                List.of(
                        new FieldChange("/state", state.name(), State.APPROVED.name()),
                        new FieldChange("/approvals/" + by.id(), null, hash)));
    }

    /** Whether it is approved and its time has come. */
    public boolean isDue(Instant now) {
        var at = proposal.applyAt();
        return state == State.APPROVED && (at == null || !at.isAfter(now));
    }

    /** Whether its time is over. */
    public boolean isOver(Instant now) {
        return state.isLive() && !proposal.expiresAt().isAfter(now);
    }

    /** Why it must not be applied although it was approved; null when it may be. */
    public @Nullable String obstacle(Flag current, EvaluatorSet evaluators) {
        if (!isBasedOn(current)) {
            return ChangeRefusals.moved(flag, baseVersion, current.version());
        }
        var actual = hash(evaluators);
        return approvals.stream().anyMatch(one -> one.hash().equals(actual))
                ? null
                : "A shared evaluator that the proposal refers to is not what it was when it was approved.";
    }

    /** The flag is as it was proposed. */
    public Change<ChangeRequest> applied(long flagVersion, UUID eventId, Actor by, Instant now) {
        return end(State.APPLIED, "change-request.applied", new Ending(by, now, null, flagVersion, eventId), now);
    }

    /** Somebody is against it. */
    public Change<ChangeRequest> reject(String why, Actor by, Instant now) {
        mustBeLive(now);
        return end(State.REJECTED, "change-request.rejected", new Ending(by, now, why, null, null), now);
    }

    /** Who proposed or edited it wants it no more. */
    public Change<ChangeRequest> withdraw(@Nullable String why, Actor by, Instant now) {
        mustBeLive(now);
        if (!by.id().equals(author.id()) && !by.id().equals(editor.id())) {
            throw ChangeRefusals.notYours(id);
        }
        return end(State.WITHDRAWN, "change-request.withdrawn", new Ending(by, now, why, null, null), now);
    }

    /** The flag's content is another: nobody has seen what this would lead to now. */
    public Change<ChangeRequest> baseMoved(Flag current, Actor by, Instant now) {
        return voided(ChangeRefusals.moved(flag, baseVersion, current.version()), by, now);
    }

    /** It cannot be applied any more. */
    public Change<ChangeRequest> voided(String why, Actor by, Instant now) {
        return end(State.VOID, "change-request.voided", new Ending(by, now, why, null, null), now);
    }

    /** Its time is over. */
    public Change<ChangeRequest> expire(Actor by, Instant now) {
        var why = state == State.APPROVED
                ? "It was approved, but could not be applied before its end."
                : "Nobody approved it before its end.";
        return end(State.EXPIRED, "change-request.expired", new Ending(by, now, why, null, null), now);
    }

    /** When time alone changes it; null when it does not. */
    public @Nullable Instant dueAt() {
        return switch (state) {
            case OPEN -> proposal.expiresAt();
            case APPROVED -> Objects.requireNonNullElse(proposal.applyAt(), updatedAt);
            case APPLIED, REJECTED, WITHDRAWN, VOID, EXPIRED -> null;
        };
    }

    /** What it changes, readable. */
    public List<FieldChange> changes() {
        return FlagDifference.between(base, proposal.content());
    }

    /**
     * What an approval is bound to, as it is with these evaluators.
     *
     * @throws io.centercontrol.kernel.RefusedException when the proposal is not valid with them
     */
    public String hash(EvaluatorSet evaluators) {
        return ProposalHash.of(flag, baseVersion, base, proposal, evaluators);
    }

    /**
     * The flag as it would be.
     *
     * @throws io.centercontrol.kernel.RefusedException when it cannot be so
     */
    public Flag preview(Flag current, EvaluatorSet evaluators, Instant now) {
        return preview(current, proposal, evaluators, now);
    }

    private static Flag preview(Flag current, Proposal proposal, EvaluatorSet evaluators, Instant now) {
        var change = current.revise(proposal.content(), Permit.APPROVED, evaluators, now);
        if (change == null) {
            throw ChangeRefusals.changesNothing(current.key());
        }
        return change.next();
    }

    private void mustBeLive(Instant now) {
        if (!state.isLive()) {
            throw ChangeRefusals.ended(this);
        }
        if (isOver(now)) {
            throw ChangeRefusals.over(this);
        }
    }

    private boolean isBasedOn(Flag current) {
        return FlagDifference.between(base, current.content()).isEmpty();
    }

    private void mustBeBasedOn(Flag current) {
        if (!isBasedOn(current)) {
            throw ChangeRefusals.baseMoved(this, current.version());
        }
    }

    private Change<ChangeRequest> end(State ended, String type, Ending how, Instant now) {
        if (!state.isLive()) {
            throw ChangeRefusals.ended(this);
        }
        var fields = new ArrayList<FieldChange>();
        add(fields, "/state", state, ended);
        add(fields, "/why", null, how.why());
        add(fields, "/flagVersion", null, how.flagVersion());
        return new Change<>(next(proposal, editor, ended, approvals, how, now), type, fields);
    }

    private static void add(List<FieldChange> fields, String path, @Nullable Object before, @Nullable Object after) {
        if (!Objects.equals(before, after)) {
            fields.add(new FieldChange(path, text(before), text(after)));
        }
    }

    private static @Nullable Object text(@Nullable Object value) {
        return value == null || value instanceof Number ? value : value.toString();
    }

    private ChangeRequest next(
            Proposal nextProposal,
            Actor nextEditor,
            State nextState,
            List<Approval> nextApprovals,
            @Nullable Ending nextEnding,
            Instant now) {
        return new ChangeRequest(
                id,
                flag,
                baseVersion,
                base,
                nextProposal,
                author,
                nextEditor,
                nextState,
                nextApprovals,
                nextEnding,
                version + 1,
                createdAt,
                now);
    }
}
