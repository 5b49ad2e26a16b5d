package io.centercontrol.kit.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns(2);
    private final List<String> begun = new ArrayList<>();
    private final Map<String, UniEmitter<? super String>> open = new HashMap<>();

    @Test
    void two_at_a_time_and_the_others_in_their_order() {
        List.of("a", "b", "c", "d").forEach(this::come);
        assertThat(begun).containsExactly("a", "b");

        end("b");
        assertThat(begun).containsExactly("a", "b", "c");
        end("a");
        end("c");
        end("d");

        come("e");
        come("f");
        come("g");
        assertThat(begun).containsExactly("a", "b", "c", "d", "e", "f");
    }

    @Test
    void what_fails_makes_room_too() {
        come("a");
        come("b");
        come("c");

        Objects.requireNonNull(open.get("a")).fail(new IllegalStateException("of a test"));

        assertThat(begun).containsExactly("a", "b", "c");
    }

    @Test
    void who_gives_up_leaves_its_place_to_the_next_before_its_turn_and_in_it() {
        come("a");
        var second = come("b");
        var third = come("c");
        come("d");

        third.cancel();
        second.cancel();
        assertThat(begun).containsExactly("a", "b", "d");

        come("e");
        assertThat(begun).containsExactly("a", "b", "d");
        end("a");
        assertThat(begun).containsExactly("a", "b", "d", "e");
    }

    private Cancellable come(String name) {
        return turns.take(() -> {
                    begun.add(name);
                    return Uni.createFrom().<String>emitter(work -> open.put(name, work));
                })
                .subscribe()
                .with(done -> {}, failure -> {});
    }

    private void end(String name) {
        Objects.requireNonNull(open.get(name)).complete(name);
    }
}
