package io.centercontrol.usage.accept.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class ProducerTest {
    private static final UUID OWN = UUID.fromString("01a20474-66fd-731c-94bd-a664136c02d6");
    private static final UUID OTHER = UUID.fromString("01a20474-66fd-731c-94bd-a664136c02d7");

    @Test
    void its_own_run_counts_each_number_once() {
        var first = (Producer.Heard.Taken) Producer.begin(OWN).hear(OWN, new Span(1, 11));
        assertThat(first.numbers().fresh()).containsExactly(new Span(1, 11));
        var again = (Producer.Heard.Taken) first.next().hear(OWN, new Span(6, 16));
        assertThat(again.numbers().fresh()).containsExactly(new Span(11, 16));
        assertThat(again.next().fenced()).isNull();
    }

    @Test
    void another_run_under_the_same_epoch_is_turned_away_and_takes_no_number() {
        var own = Producer.begin(OWN).hear(OWN, new Span(1, 11)).next();

        var stranger = own.hear(OTHER, new Span(11, 21));

        assertThat(stranger).isInstanceOf(Producer.Heard.Fenced.class);
        assertThat(stranger.next().fenced()).isEqualTo(OTHER);
        assertThat(stranger.next().numbers()).isEqualTo(own.numbers());
        assertThat(stranger.next().hear(OWN, new Span(11, 21)))
                .isInstanceOfSatisfying(
                        Producer.Heard.Taken.class,
                        taken -> assertThat(taken.numbers().fresh()).containsExactly(new Span(11, 21)));
    }
}
