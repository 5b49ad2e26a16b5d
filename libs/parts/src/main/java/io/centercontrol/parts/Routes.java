package io.centercontrol.parts;

import java.util.List;

/**
 * Which port of this machine leads a process to PostgreSQL and to the broker. Straight to them, unless somebody stands
 * between to disturb the way.
 */
public interface Routes {
    /** Where the process of that name finds PostgreSQL. */
    int postgres(String process);

    /** Where the process of that name finds the broker. */
    int kafka(String process);

    /** Listeners for clients that the broker has beside its own. */
    List<Listener> listeners();

    /** Nobody stands between. */
    static Routes straight(Ports ports) {
        return new Routes() {
            @Override
            public int postgres(String process) {
                return ports.postgres();
            }

            @Override
            public int kafka(String process) {
                return ports.kafka();
            }

            @Override
            public List<Listener> listeners() {
                return List.of();
            }
        };
    }

    /**
     * A listener of the broker whose clients are told to come back by another port.
     *
     * @param name capital letters and digits
     * @param advertised the port that the broker tells its clients
     */
    record Listener(String name, int port, int advertised) {}
}
