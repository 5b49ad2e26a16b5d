package io.centercontrol.flags.serving.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a client can select. */
class SelectorTest {
    @Test
    void it_names_metadata() {
        assertThat(Selector.parse("").values()).isEmpty();
        assertThat(Selector.parse("owner=checkout, team=a=b").values())
                .isEqualTo(Map.of("owner", "checkout", "team", "a=b"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"checkout", "=a", "a=b,", "a=1,b=1,c=1,d=1,e=1,f=1,g=1,h=1,i=1"})
    void what_names_nothing_is_refused(String text) {
        assertThatThrownBy(() -> Selector.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
