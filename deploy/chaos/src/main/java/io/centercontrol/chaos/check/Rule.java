package io.centercontrol.chaos.check;

/** What must hold of every history, whatever was broken while it was made. */
public enum Rule {
    ACKNOWLEDGED_IS_KEPT("every acknowledged change is in the owner's database, as it was acknowledged"),
    ASKED_ONCE_DONE_ONCE("a change has at most one effect however often it is asked for, and none when it was refused"),
    VERSIONS_RISE_BY_ONE("per tenant no version goes back or is skipped in the database"),
    COMMITTED_IS_SAID("every committed version is on the topic"),
    SAID_WAS_COMMITTED("nothing is on the topic that was not committed just so"),
    SAID_IN_ORDER("per tenant the versions first appear on the topic in their order, in one partition"),
    APPLIED_WAS_COMMITTED("no instance applied what was not committed just so"),
    COPIES_ARE_EQUAL("in the end every instance's copy equals the owner's database, tenant by tenant"),
    POSITIONS_ARE_TRUE("no instance claimed a position that its copy does not hold"),
    SUSPENSION_HOLDS("no decision that began after a suspension was effective allowed an order");

    private final String text;

    Rule(String text) {
        this.text = text;
    }

    /** The rule in one sentence. */
    public String text() {
        return text;
    }
}
