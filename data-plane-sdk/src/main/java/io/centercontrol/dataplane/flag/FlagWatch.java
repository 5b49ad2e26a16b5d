package io.centercontrol.dataplane.flag;

import io.centercontrol.dataplane.Flags;
import io.centercontrol.evaluation.Flag;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Tells which flags changed. It compares what is served now with what was told last, however it came to be served. */
final class FlagWatch {
    private static final System.Logger LOG = System.getLogger(FlagWatch.class.getName());

    private final List<Consumer<Set<String>>> listeners = new CopyOnWriteArrayList<>();
    private Map<String, Flag> told = Map.of();
    private volatile long stamp;

    /** Looks at what is served now, and tells what is new of it. */
    synchronized void look(Map<String, Flag> now) {
        var changed = new HashSet<String>();
        now.forEach((key, flag) -> {
            if (told.get(key) != flag) {
                changed.add(key);
            }
        });
        told.keySet().stream().filter(key -> !now.containsKey(key)).forEach(changed::add);
        if (changed.isEmpty() && stamp > 0) {
            return;
        }
        told = new HashMap<>(now);
        stamp++;
        var keys = Set.copyOf(changed);
        listeners.forEach(listener -> tell(listener, keys));
    }

    private static void tell(Consumer<Set<String>> listener, Set<String> keys) {
        try {
            listener.accept(keys);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "A listener to changes of flags failed.", e);
        }
    }

    long stamp() {
        return stamp;
    }

    Flags.Subscription add(Consumer<Set<String>> listener) {
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }
}
