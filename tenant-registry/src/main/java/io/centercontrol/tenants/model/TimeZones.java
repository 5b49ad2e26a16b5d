package io.centercontrol.tenants.model;

import java.time.ZoneId;
import java.util.Set;

/**
 * The names of time zones that IANA gives out. Java's list is not quite that: it has the rules of System V besides, and lacks
 * names that it reads as abbreviations or offsets ({@code ZoneId.of(name, ZoneId.SHORT_IDS)} takes the first three).
 */
final class TimeZones {
    private static final Set<String> JAVA = ZoneId.getAvailableZoneIds();
    private static final Set<String> NOT_IN_JAVA = Set.of("EST", "MST", "HST", "GMT+0", "GMT-0", "ROC");
    private static final String NOT_IN_IANA = "SystemV/";

    private TimeZones() {}

    static boolean isName(String text) {
        return JAVA.contains(text) && !text.startsWith(NOT_IN_IANA) || NOT_IN_JAVA.contains(text);
    }
}
