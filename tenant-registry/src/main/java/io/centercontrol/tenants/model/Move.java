package io.centercontrol.tenants.model;

/** What an operator can do to a tenant's life. */
public enum Move {
    SUSPEND("suspend"),
    DISABLE("disable"),
    REINSTATE("reinstate"),
    SCHEDULE_DELETION("schedule-deletion"),
    CANCEL_DELETION("cancel-deletion");

    private final String word;

    Move(String word) {
        this.word = word;
    }

    /** The move as it stands in the API's address. */
    public String word() {
        return word;
    }
}
