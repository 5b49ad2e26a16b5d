package io.centercontrol.flags.changes.model;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.flags.authoring.model.EvaluatorSet;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.FlagContent;
import io.centercontrol.flags.authoring.model.FlagKind;
import io.centercontrol.flags.authoring.model.KillSwitch;
import io.centercontrol.flags.authoring.model.Permit;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.FieldChange;
import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ChangeRequestTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Actor ANN = Actor.user("ann", null);
    private static final Actor BOB = Actor.user("bob", null);
    private static final Actor CLEO = Actor.user("cleo", null);
    private static final UUID ID = UUID.fromString("0195a000-0000-7000-8000-000000000001");
    private static final EvaluatorSet NONE = EvaluatorSet.EMPTY;
    private static final String OFF = definition("off", null);
    private static final String ON = definition("on", null);
    private static final String INSIDERS = definition("off", "{\"if\":[{\"$ref\":\"insiders\"},\"on\",\"off\"]}");

    private final Flag flag =
            Flag.create("checkout", content(OFF), NONE, NOW.minusSeconds(60)).next();

    @Test
    void one_that_is_proposed_is_open_and_says_what_it_changes() {
        var opened = ChangeRequest.propose(ID, flag, proposal(ON), NONE, ANN, NOW);
        var request = opened.next();
        assertThat(request.state()).isEqualTo(State.OPEN);
        assertThat(request.baseVersion()).isEqualTo(flag.version());
        assertThat(request.version()).isEqualTo(1);
        assertThat(request.proposal().expiresAt()).isEqualTo(NOW.plus(Duration.ofDays(7)));
        assertThat(request.dueAt()).isEqualTo(request.proposal().expiresAt());
        assertThat(request.changes()).containsExactly(new FieldChange("/definition/defaultVariant", "off", "on"));
        assertThat(opened.fields()).contains(new FieldChange("/definition/defaultVariant", "off", "on"));
        assertThat(opened.type()).isEqualTo("change-request.opened");
    }

    @Test
    void what_could_not_be_applied_is_not_proposed() {
        refused("CHANGES_NOTHING", () -> ChangeRequest.propose(ID, flag, proposal(OFF), NONE, ANN, NOW));
        refused(
                "UNKNOWN_VARIANT",
                () -> ChangeRequest.propose(ID, flag, proposal(definition("maybe", null)), NONE, ANN, NOW));
        // An author is refused it before; a document that others wrote may ask for it.
        refused("UNKNOWN_EVALUATOR", () -> flag.mustBeMeant(proposal(INSIDERS).content(), NONE));
    }

    @Test
    void times_that_are_over_or_make_no_sense_are_refused_together() {
        refused("NOT_IN_THE_FUTURE", () -> propose(null, NOW));
        refused("NOT_IN_THE_FUTURE", () -> propose(NOW, null));
        refused("TOO_LATE", () -> propose(null, NOW.plus(Duration.ofDays(30)).plusMillis(1)));
        refused("AFTER_ITS_END", () -> propose(NOW.plusSeconds(60), NOW.plusSeconds(60)));
        refused("AFTER_ITS_END", () -> propose(NOW.plus(Duration.ofDays(31)), null));
        assertThatThrownBy(() -> propose(NOW.minusSeconds(5), NOW.minusSeconds(10)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(((Refusal.Invalid) refused.refusal()).violations())
                                .extracting("pointer")
                                .containsExactly("/applyAt", "/expiresAt", "/applyAt"));
        assertThat(propose(null, NOW.plus(Duration.ofDays(30))).state()).isEqualTo(State.OPEN);
        assertThat(propose(NOW.plus(Duration.ofDays(29)), null).proposal().expiresAt())
                .isEqualTo(NOW.plus(Duration.ofDays(30)));
    }

    @Test
    void somebody_else_approves_exactly_what_they_saw() {
        var request = open(ON);
        var approved = request.approve(flag, request.hash(NONE), "fine", BOB, NONE, NOW)
                .next();
        assertThat(approved.state()).isEqualTo(State.APPROVED);
        assertThat(approved.isDue(NOW)).isTrue();
        assertThat(approved.approvals()).containsExactly(new Approval(BOB, NOW, request.hash(NONE), "fine"));
        assertThat(approved.obstacle(flag, NONE)).isNull();
        var applied = approved.applied(2, ID, BOB, NOW).next();
        assertThat(applied.state()).isEqualTo(State.APPLIED);
        assertThat(applied.ending()).isEqualTo(new Ending(BOB, NOW, null, 2L, ID));
        assertThat(applied.dueAt()).isNull();
        refused("ALREADY_APPROVED", () -> approved.approve(flag, request.hash(NONE), null, CLEO, NONE, NOW));
        refused("CHANGE_REQUEST_ENDED", () -> applied.approve(flag, request.hash(NONE), null, CLEO, NONE, NOW));
    }

    @Test
    void nobody_approves_what_they_proposed_or_edited_last() {
        var request = open(ON);
        refused("OWN_APPROVAL", () -> request.approve(flag, request.hash(NONE), null, ANN, NONE, NOW));
        var edited = request.edit(flag, proposal(ON, "other words", null, null), NONE, BOB, NOW)
                .next();
        var hash = edited.hash(NONE);
        refused("OWN_APPROVAL", () -> edited.approve(flag, hash, null, BOB, NONE, NOW));
        refused("OWN_APPROVAL", () -> edited.approve(flag, hash, null, ANN, NONE, NOW));
        assertThat(edited.approve(flag, hash, null, CLEO, NONE, NOW).next().state())
                .isEqualTo(State.APPROVED);
    }

    @Test
    void an_edit_takes_approvals_away_and_makes_what_was_seen_another() {
        var request = open(ON, NOW.plusSeconds(3_600));
        var seen = request.hash(NONE);
        var approved = request.approve(flag, seen, null, BOB, NONE, NOW).next();
        var other = definition("on", "{\"if\":[{\"==\":[{\"var\":\"plan\"},\"basic\"]},\"off\",null]}");
        var edited = approved.edit(flag, proposal(other), NONE, ANN, NOW);
        assertThat(edited.next().state()).isEqualTo(State.OPEN);
        assertThat(edited.next().approvals()).isEmpty();
        assertThat(edited.fields())
                .extracting(FieldChange::path)
                .contains("/proposal/definition/targeting", "/applyAt", "/state", "/approvals/bob");
        assertThatThrownBy(() -> edited.next().approve(flag, seen, null, CLEO, NONE, NOW))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused.refusal().code()).isEqualTo("ANOTHER_HASH");
                    assertThat(refused.refusal().facts())
                            .containsEntry("currentHash", edited.next().hash(NONE))
                            .containsEntry("givenHash", seen);
                });
    }

    @Test
    void the_hash_is_of_all_that_decides_what_comes_of_it_and_of_no_more() {
        var hash = open(ON).hash(NONE);
        assertThat(hash).hasSize(64).isEqualTo(open(ON).hash(NONE));
        assertThat(open(ON.replace(",", " , ")).hash(NONE)).isEqualTo(hash);
        assertThat(open(ON, NOW.plusSeconds(60)).hash(NONE)).isNotEqualTo(hash);
        var later = revised(revised(flag, ON), OFF);
        assertThat(ChangeRequest.propose(ID, later, proposal(ON), NONE, ANN, NOW)
                        .next()
                        .hash(NONE))
                .as("another version of the same content")
                .isNotEqualTo(hash);
    }

    @Test
    void it_stands_on_the_content_and_not_on_kill_switches() {
        var request = open(ON);
        var hash = request.hash(NONE);
        var killed = flag.kill(new KillSwitch(ID, KillSwitch.Reach.all(), "it burns", "cleo", NOW, null), NONE, NOW)
                .next();
        assertThat(request.approve(killed, hash, null, BOB, NONE, NOW).next().obstacle(killed, NONE))
                .isNull();
        var moved = revised(flag, definition("on", "{}"));
        refused("CHANGE_REQUEST_VOID", () -> request.approve(moved, hash, null, BOB, NONE, NOW));
        refused("CHANGE_REQUEST_VOID", () -> request.edit(moved, proposal(OFF), NONE, ANN, NOW));
        assertThat(request.approve(flag, hash, null, BOB, NONE, NOW).next().obstacle(moved, NONE))
                .contains("version 1", "version 2");
        var voided = request.baseMoved(moved, CLEO, NOW).next();
        assertThat(voided.state()).isEqualTo(State.VOID);
        assertThat(requireNonNull(voided.ending()).why()).contains("version 1", "version 2");
        refused("CHANGE_REQUEST_VOID", () -> voided.approve(flag, hash, null, BOB, NONE, NOW));
    }

    @Test
    void what_a_proposal_refers_to_is_a_part_of_what_was_approved() {
        var harmless = new EvaluatorSet(Map.of("insiders", "{\"==\":[{\"var\":\"plan\"},\"staff\"]}"));
        var everyone = new EvaluatorSet(Map.of("insiders", "{\"==\":[1,1]}"));
        var request = ChangeRequest.propose(ID, flag, proposal(INSIDERS), harmless, ANN, NOW)
                .next();
        var seen = request.hash(harmless);
        refused("ANOTHER_HASH", () -> request.approve(flag, seen, null, BOB, everyone, NOW));
        var approved = request.approve(flag, seen, null, BOB, harmless, NOW).next();
        assertThat(approved.obstacle(flag, harmless)).isNull();
        assertThat(approved.obstacle(flag, everyone)).contains("shared evaluator");
        refused("ANOTHER_HASH", () -> request.approve(flag, seen, null, BOB, NONE, NOW));
    }

    @Test
    void its_time_makes_it_due_and_its_end_ends_it() {
        var request = open(ON, NOW.plusSeconds(60));
        var hash = request.hash(NONE);
        var approved = request.approve(flag, hash, null, BOB, NONE, NOW).next();
        assertThat(approved.isDue(NOW.plusSeconds(59))).isFalse();
        assertThat(approved.isDue(NOW.plusSeconds(60))).isTrue();
        assertThat(approved.dueAt()).isEqualTo(NOW.plusSeconds(60));
        var end = request.proposal().expiresAt();
        assertThat(request.isOver(end.minusMillis(1))).isFalse();
        assertThat(request.isOver(end)).isTrue();
        refused("CHANGE_REQUEST_ENDED", () -> request.approve(flag, hash, null, BOB, NONE, end));
        refused("CHANGE_REQUEST_ENDED", () -> request.edit(flag, proposal(ON), NONE, ANN, end));
        var expired = request.expire(ANN, end).next();
        assertThat(expired.state()).isEqualTo(State.EXPIRED);
        refused("CHANGE_REQUEST_ENDED", () -> expired.approve(flag, hash, null, BOB, NONE, NOW));
        refused("CHANGE_REQUEST_ENDED", () -> expired.reject("no", BOB, NOW));
    }

    @Test
    void one_approved_late_is_due_at_once() {
        var request = open(ON, NOW.plusSeconds(60));
        var later = NOW.plusSeconds(61);
        var approved = request.approve(flag, request.hash(NONE), null, BOB, NONE, later)
                .next();
        assertThat(approved.isDue(later)).isTrue();
    }

    @Test
    void somebody_rejects_and_only_its_authors_withdraw() {
        var request = open(ON);
        var rejected = request.reject("too early", BOB, NOW).next();
        assertThat(rejected.state()).isEqualTo(State.REJECTED);
        assertThat(rejected.ending()).isEqualTo(new Ending(BOB, NOW, "too early", null, null));
        refused("NOT_YOURS", () -> request.withdraw(null, BOB, NOW));
        assertThat(request.withdraw(null, ANN, NOW).next().state()).isEqualTo(State.WITHDRAWN);
        refused("CHANGE_REQUEST_ENDED", () -> rejected.withdraw(null, ANN, NOW));
        var waiting = open(ON, NOW.plusSeconds(60));
        var approved =
                waiting.approve(flag, waiting.hash(NONE), null, BOB, NONE, NOW).next();
        assertThat(approved.reject("no", CLEO, NOW).next().state()).isEqualTo(State.REJECTED);
    }

    private static Flag revised(Flag before, String definition) {
        return requireNonNull(before.revise(content(definition), Permit.DIRECT, NONE, NOW))
                .next();
    }

    private ChangeRequest open(String definition) {
        return open(definition, null);
    }

    private ChangeRequest open(String definition, @Nullable Instant applyAt) {
        return ChangeRequest.propose(ID, flag, proposal(definition, "because", applyAt, null), NONE, ANN, NOW)
                .next();
    }

    private ChangeRequest propose(@Nullable Instant applyAt, @Nullable Instant expiresAt) {
        return ChangeRequest.propose(ID, flag, proposal(ON, "because", applyAt, expiresAt), NONE, ANN, NOW)
                .next();
    }

    private static Proposal proposal(String definition) {
        return proposal(definition, "because", null, null);
    }

    private static Proposal proposal(
            String definition, String reason, @Nullable Instant applyAt, @Nullable Instant expiresAt) {
        return Proposal.of(content(definition), reason, applyAt, expiresAt, NOW);
    }

    private static FlagContent content(String definition) {
        return FlagContent.first("Checkout", "", FlagKind.PERMISSION, "payments", Set.of(), false, 0, definition, null);
    }

    private static String definition(String byDefault, @Nullable String targeting) {
        return "{\"state\":\"ENABLED\",\"variants\":{\"on\":true,\"off\":false},\"defaultVariant\":\"" + byDefault
                + "\"" + (targeting == null ? "" : ",\"targeting\":" + targeting) + "}";
    }

    private static void refused(String code, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused -> assertThat(refused.refusal().code()).isEqualTo(code));
    }
}
