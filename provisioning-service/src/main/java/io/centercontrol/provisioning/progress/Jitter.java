package io.centercontrol.provisioning.progress;

import java.util.concurrent.ThreadLocalRandom;

/** Chance, for pauses. */
final class Jitter {
    private Jitter() {}

    /** From 0 to 1. */
    static double next() {
        return ThreadLocalRandom.current().nextDouble();
    }
}
