package io.centercontrol.usage.consumption.model;

/** What is told of when a use reaches it, once in a period. */
public enum Threshold {
    PERCENT_75(75),
    PERCENT_90(90),
    PERCENT_100(100),
    /** At the present pace more will be used than is granted, and it is not used up yet. */
    PROJECTED(0);

    private final int percent;

    Threshold(int percent) {
        this.percent = percent;
    }

    /** Of the grant; 0 of what is no part of it. */
    public int percent() {
        return percent;
    }
}
