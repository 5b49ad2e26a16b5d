package io.centercontrol.kit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ActorsTest {
    @Test
    void the_inner_end_of_a_chain_of_actors_counts() {
        assertThat(Actors.innermost(
                        Map.of("sub", "outer", "act", Map.of("sub", "middle", "act", Map.of("sub", "inner")))))
                .isEqualTo("inner");
        assertThat(Actors.innermost(Map.of("sub", "only"))).isEqualTo("only");
    }

    @Test
    void what_is_no_chain_of_actors_is_none() {
        assertThat(Actors.innermost(null)).isNull();
        assertThat(Actors.innermost("a text")).isNull();
        assertThat(Actors.innermost(Map.of("sub", 7))).isNull();
        assertThat(Actors.innermost(Map.of())).isNull();
    }

    @Test
    void a_chain_without_an_end_is_read_so_far_and_no_further() {
        var endless = new HashMap<String, Object>();
        endless.put("sub", "again");
        endless.put("act", endless);

        assertThat(Actors.innermost(endless)).isEqualTo("again");
    }
}
