package io.centercontrol.audit.trail.http;

import io.centercontrol.audit.trail.http.EntryView.ChangeView;
import java.util.ArrayList;
import java.util.List;

/** Changes drawn as a difference: a line for each value that went, and for each that came. */
final class Difference {
    private Difference() {}

    static List<String> of(List<ChangeView> changes) {
        var lines = new ArrayList<String>();
        for (var change : changes) {
            if (change.before() != null) {
                lines.add("- " + change.path() + ": " + change.before());
            }
            if (change.after() != null) {
                lines.add("+ " + change.path() + ": " + change.after());
            }
        }
        return lines;
    }
}
