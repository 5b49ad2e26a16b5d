package io.centercontrol.chaos.check;

/** What must hold of every history, whatever was broken while it was made. */
public enum Rule {
    ACKNOWLEDGED_IS_KEPT("every acknowledged change is in the owner's database, as it was acknowledged"),
    ASKED_ONCE_DONE_ONCE("a change has at most one effect however often it is asked for, and none when it was refused"),
    VERSIONS_RISE_BY_ONE("per aggregate no version goes back or is skipped in the database"),
    COMMITTED_IS_SAID("every committed version is on its topic"),
    SAID_WAS_COMMITTED("nothing is on a topic that was not committed just so"),
    SAID_IN_ORDER(
            "per aggregate the versions first appear on the topic in their order, or late with the newest behind them; in one partition"),
    APPLIED_WAS_COMMITTED("no instance applied what was not committed just so"),
    COPIES_ARE_EQUAL("in the end every instance's copy equals the owner's database, aggregate by aggregate"),
    POSITIONS_ARE_TRUE("no instance claimed a position that its copy does not hold"),
    SUSPENSION_HOLDS("no order that began after a suspension was effective was let through or placed"),
    ORDERS_ARE_KEPT(
            "every order that was let through is in the shop's database, and nothing there that nobody asked for"),
    ORDERS_ARE_COUNTED("in the end the figures of usage are what the shop's own database comes to, to the last order"),
    CHANGES_ARE_AUDITED("in the end every committed change is one entry of the audit trail, and no more"),
    CHECKPOINTS_AGREE(
            "the trail's log only grew: each checkpoint follows from the one before, and no length has two roots"),
    LIES_HARM_NOBODY("while a tenant service lies no process ends, and what no reader can take is set aside");

    private final String text;

    Rule(String text) {
        this.text = text;
    }

    /** The rule in one sentence. */
    public String text() {
        return text;
    }
}
