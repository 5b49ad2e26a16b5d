package io.centercontrol.usage.kpi.model;

/**
 * How much of a grant is used.
 *
 * @param feature its key
 * @param percent how much of it, rounded down; 0 where there is no bound, 100 of what grants nothing once anything is used
 * @param isPeriodic whether it starts over, as meters do and limits do not
 * @param isProjected whether more will be used than is granted when its period ends
 */
public record Grant(String feature, long percent, boolean isPeriodic, boolean isProjected) {}
