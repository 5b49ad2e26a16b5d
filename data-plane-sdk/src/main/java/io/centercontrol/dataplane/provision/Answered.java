package io.centercontrol.dataplane.provision;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The deletion asks that this instance has just answered. A tenant's record is published anew when <i>another</i> service
 * answers, and still asks for what stands in it; a big export should not be made again for that. Only a memory: after a
 * restart it is made again, and whoever wants it again asks with another attempt.
 */
final class Answered {
    private static final int MOST = 10_000;

    private final Map<Ask, Boolean> asks = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Ask, Boolean> eldest) {
            return size() > MOST;
        }
    };

    synchronized boolean contains(Ask ask) {
        return asks.containsKey(ask);
    }

    synchronized void add(Ask ask) {
        if (!(ask instanceof Ask.Provision)) {
            asks.put(ask, true);
        }
    }
}
