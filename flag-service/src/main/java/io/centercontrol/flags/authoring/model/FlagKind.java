package io.centercontrol.flags.authoring.model;

/** What a flag is for, and so how long it is expected to live. */
public enum FlagKind {
    /** Brings something out step by step; to be removed from the code once it is out. */
    RELEASE(40),
    /** Turns something down or away while the platform runs. */
    OPERATIONAL(FlagContent.STAYS),
    /** Is there to be switched off in an emergency. */
    KILL_SWITCH(FlagContent.STAYS),
    /** Says who may use something. */
    PERMISSION(FlagContent.STAYS);

    private final int usualLifetimeDays;

    FlagKind(int usualLifetimeDays) {
        this.usualLifetimeDays = usualLifetimeDays;
    }

    /** How long one is expected to live when nobody says otherwise; {@link FlagContent#STAYS} for good. */
    public int usualLifetimeDays() {
        return usualLifetimeDays;
    }
}
