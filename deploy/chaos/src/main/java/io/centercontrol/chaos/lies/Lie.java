package io.centercontrol.chaos.lies;

/** A kind of lie. */
public enum Lie {
    JUNK(true, "bytes that are no record, on all three topics"),
    HUGE_TEXT(true, "23 bytes that claim a text of two gigabytes"),
    CUT_SHORT(true, "records that end in the middle"),
    FOREIGN_SENDER(true, "records in the name of another service"),
    LONG_KEY(true, "keys of nearly a megabyte"),
    LONG_HEADER(true, "headers of nearly a megabyte"),
    NO_SUCH_BUCKET(true, "differences in buckets that there are not"),
    ABSURD_POSITION(false, "positions at the end of all numbers, with offsets set aside by the thousand"),
    ABSURD_DEMAND(false, "demand that is no number, of tenants that there are not"),
    NEVER_ASKED(false, "reports of tenants and attempts that nobody asked for"),
    EVERY_BUCKET(false, "differences in every bucket of every topic");

    private final boolean mustBeSetAside;
    private final String text;

    Lie(boolean mustBeSetAside, String text) {
        this.mustBeSetAside = mustBeSetAside;
        this.text = text;
    }

    /** Whether no reader can take it for true. */
    public boolean mustBeSetAside() {
        return mustBeSetAside;
    }

    /** What it is, in a few words. */
    public String text() {
        return text;
    }
}
