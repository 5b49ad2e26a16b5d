package io.centercontrol.kit.audit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BoundsTest {
    @Test
    void a_text_that_is_too_long_ends_with_a_mark() {
        assertThat(Bounds.text("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Bounds.text("abcdefg", 6)).isEqualTo("abcde…").hasSize(6);
    }

    @Test
    void no_character_is_cut_in_two() {
        assertThat(Bounds.text("abcd😀efg", 6)).isEqualTo("abcd…");
    }

    @Test
    void what_no_reader_takes_is_replaced() {
        assertThat(Bounds.text("a\0b", 6)).isEqualTo("a\ufffdb");
    }

    @Test
    void lists_have_an_end() {
        assertThat(Bounds.items(IntStream.range(0, 100).boxed().toList())).hasSize(20);
    }

    @Test
    void details_are_json_and_stay_so_when_they_are_cut() throws Exception {
        var detail = Bounds.detail(
                new ObjectMapper(),
                Map.of("short", Map.of("before", 1, "after", List.of("x")), "long", List.of("y".repeat(10_000))));

        assertThat(detail.get("short")).contains("\"before\":1").contains("\"after\":[\"x\"]");
        assertThat(detail.get("long")).hasSizeLessThan(2_100).startsWith("\"[").endsWith("…\"");
    }

    @Test
    void there_are_only_so_many_details() {
        var many = new HashMap<String, Object>();
        IntStream.range(0, 1_000).forEach(i -> many.put("name " + i, i));

        assertThat(Bounds.detail(new ObjectMapper(), many)).hasSize(40);
    }
}
