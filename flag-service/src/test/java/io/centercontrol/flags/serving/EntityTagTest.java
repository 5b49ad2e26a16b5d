package io.centercontrol.flags.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A tag says the pieces and their order. */
class EntityTagTest {
    @Test
    void the_same_pieces_have_the_same_tag_and_others_another_one() {
        assertThat(tag("a", "b")).isEqualTo(tag("a", "b")).matches("\"[0-9a-f]{32}\"");
        var tags = new HashSet<String>();
        for (var pieces : List.of(
                new String[] {},
                new String[] {"a"},
                new String[] {"b"},
                new String[] {"a", "b"},
                new String[] {"b", "a"},
                new String[] {"a", "a"},
                new String[] {"ab"})) {
            assertThat(tags.add(tag(pieces))).as(List.of(pieces).toString()).isTrue();
        }
    }

    @Test
    void no_two_of_many_are_the_same() {
        var tags = new HashSet<String>();
        for (var number = 0; number < 100_000; number++) {
            assertThat(tags.add(tag("flag " + number % 317, "flag " + number / 317)))
                    .isTrue();
        }
    }

    private static String tag(String... pieces) {
        var tag = new EntityTag();
        for (var piece : pieces) {
            tag.add(Piece.of(piece.getBytes(StandardCharsets.UTF_8), false));
        }
        return tag.text();
    }
}
