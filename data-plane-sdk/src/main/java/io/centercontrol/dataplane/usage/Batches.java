package io.centercontrol.dataplane.usage;

import io.centercontrol.events.usage.UsageEvent;
import java.util.ArrayList;
import java.util.List;

/** Parts events in their order so that each part fits into a record. */
final class Batches {
    static final int MOST_EVENTS = 500;

    /** Far below the megabyte that a record may have. */
    static final int MOST_BYTES = 256 << 10;

    private Batches() {}

    static List<List<UsageEvent>> of(List<UsageEvent> events) {
        var batches = new ArrayList<List<UsageEvent>>();
        var begin = 0;
        var bytes = 0;
        for (var at = 0; at < events.size(); at++) {
            var more = bytes(events.get(at));
            if (at - begin == MOST_EVENTS || (at > begin && bytes + more > MOST_BYTES)) {
                batches.add(events.subList(begin, at));
                begin = at;
                bytes = 0;
            }
            bytes += more;
        }
        if (begin < events.size()) {
            batches.add(events.subList(begin, events.size()));
        }
        return batches;
    }

    /** The most that it can be: three bytes for each character. */
    private static int bytes(UsageEvent event) {
        var characters = event.getMeter().length()
                + (event.getId() == null ? 0 : event.getId().length());
        for (var property : event.getProperties().entrySet()) {
            characters += property.getKey().length() + property.getValue().length() + 2;
        }
        return 3 * characters + 64;
    }
}
