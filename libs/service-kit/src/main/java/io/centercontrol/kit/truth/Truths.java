package io.centercontrol.kit.truth;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All state topics that this service owns. */
@ApplicationScoped
class Truths {
    private final Instance<Truth> all;

    Truths(@Any Instance<Truth> all) {
        this.all = all;
    }

    /** In the order of their topics' names. */
    List<Truth> all() {
        return all.stream().sorted(Comparator.comparing(Truth::topic)).toList();
    }

    Optional<Truth> of(String topic) {
        return all.stream().filter(truth -> truth.topic().equals(topic)).findFirst();
    }
}
