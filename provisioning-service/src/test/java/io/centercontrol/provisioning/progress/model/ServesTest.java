package io.centercontrol.provisioning.progress.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kernel.Violation;
import io.centercontrol.provisioning.progress.model.Serves.Answer;
import io.centercontrol.provisioning.progress.model.Serves.WhenLeft;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ServesTest {
    private static final TenantFacts.Own LIVE_IN_EU =
            new TenantFacts.Own("LIVE", "eu", Map.of("tills", "2", "tier", "gold"));
    private static final TenantFacts ALL =
            new TenantFacts(LIVE_IN_EU, new TenantFacts.Entitled("standard", Set.of("pos", "loyalty")));
    private static final TenantFacts PLAN_MISSING = new TenantFacts(LIVE_IN_EU, null);
    private static final TenantFacts OWN_MISSING = new TenantFacts(null, ALL.entitled());

    @Test
    void who_asks_nothing_serves_everybody_known_or_not() {
        assertThat(Serves.EVERYBODY.answer(TenantFacts.NONE)).isEqualTo(Answer.YES);
        assertThat(Serves.EVERYBODY.answer(ALL)).isEqualTo(Answer.YES);
        assertThat(Serves.EVERYBODY.everybody()).isTrue();
    }

    @Test
    void any_value_of_a_criterion_will_do_and_every_criterion_must() {
        assertThat(kinds("LIVE").answer(ALL)).isEqualTo(Answer.YES);
        assertThat(kinds("TEST").answer(ALL)).isEqualTo(Answer.NO);
        assertThat(kinds("LIVE", "TEST").answer(ALL)).isEqualTo(Answer.YES);
        assertThat(serves("", "us eu", "", "", Map.of()).answer(ALL)).isEqualTo(Answer.YES);
        assertThat(serves("", "us", "", "", Map.of()).answer(ALL)).isEqualTo(Answer.NO);
        assertThat(serves("", "", "basic standard", "", Map.of()).answer(ALL)).isEqualTo(Answer.YES);
        assertThat(serves("", "", "basic", "", Map.of()).answer(ALL)).isEqualTo(Answer.NO);
        assertThat(serves("", "", "", "tills pos", Map.of()).answer(ALL)).isEqualTo(Answer.YES);
        assertThat(serves("", "", "", "tills", Map.of()).answer(ALL)).isEqualTo(Answer.NO);
        assertThat(serves("LIVE", "eu", "standard", "pos", Map.of("tier", "gold"))
                        .answer(ALL))
                .isEqualTo(Answer.YES);
        assertThat(serves("LIVE", "eu", "standard", "tills", Map.of("tier", "gold"))
                        .answer(ALL))
                .isEqualTo(Answer.NO);
    }

    @Test
    void each_label_is_a_criterion_of_its_own() {
        assertThat(serves("", "", "", "", Map.of("tier", "gold", "tills", "2")).answer(ALL))
                .isEqualTo(Answer.YES);
        assertThat(serves("", "", "", "", Map.of("tier", "gold", "tills", "3")).answer(ALL))
                .isEqualTo(Answer.NO);
        assertThat(serves("", "", "", "", Map.of("colour", "")).answer(ALL)).isEqualTo(Answer.NO);
    }

    @Test
    void what_was_not_heard_leaves_it_open_unless_the_rest_says_no() {
        assertThat(serves("", "", "standard", "", Map.of()).answer(PLAN_MISSING))
                .isEqualTo(Answer.PLAN_UNKNOWN);
        assertThat(serves("", "", "", "pos", Map.of()).answer(PLAN_MISSING)).isEqualTo(Answer.PLAN_UNKNOWN);
        assertThat(serves("TEST", "", "", "pos", Map.of()).answer(PLAN_MISSING)).isEqualTo(Answer.NO);
        assertThat(kinds("LIVE").answer(PLAN_MISSING)).isEqualTo(Answer.YES);
        assertThat(kinds("LIVE").answer(OWN_MISSING)).isEqualTo(Answer.TENANT_UNKNOWN);
        assertThat(serves("LIVE", "", "basic", "", Map.of()).answer(OWN_MISSING))
                .isEqualTo(Answer.NO);
        assertThat(serves("LIVE", "", "standard", "", Map.of()).answer(OWN_MISSING))
                .isEqualTo(Answer.TENANT_UNKNOWN);
        assertThat(serves("LIVE", "", "standard", "", Map.of()).answer(TenantFacts.NONE))
                .isEqualTo(Answer.TENANT_UNKNOWN);
    }

    @Test
    void what_makes_no_sense_is_told_where_it_stands() {
        var many = IntStream.range(0, 101).mapToObj(i -> "r" + i).collect(Collectors.joining(" "));
        var labels = new TreeMap<>(Map.of("-", "x", "a/b~", "y", "fine", "two\nlines"));
        assertThatThrownBy(() -> introduce(serves("DEMO", many, "Basic", "x", labels)))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(((Refusal.Invalid) e.refusal()).violations())
                                .extracting(Violation::pointer)
                                .containsExactly(
                                        "/serves/kinds",
                                        "/serves/regions",
                                        "/serves/plans",
                                        "/serves/features",
                                        "/serves/labels/-",
                                        "/serves/labels/a~1b~0",
                                        "/serves/labels/fine"));
        assertThat(introduce(serves("TEST", "eu", "basic", "pos", Map.of("till", "")))
                        .serves()
                        .regions())
                .containsExactly("eu");
    }

    static Serves kinds(String... kinds) {
        return serves(String.join(" ", kinds), "", "", "", Map.of());
    }

    static Serves serves(String kinds, String regions, String plans, String features, Map<String, String> labels) {
        return new Serves(
                words(kinds), words(regions), words(plans), words(features), new TreeMap<>(labels), WhenLeft.KEEP);
    }

    private static TreeSet<String> words(String text) {
        return new TreeSet<>(
                Arrays.stream(text.split(" ")).filter(word -> !word.isEmpty()).toList());
    }

    private static TenantService introduce(Serves serves) {
        var second = Duration.ofSeconds(1);
        return TenantService.introduce("pos", "POS", true, second, second, second, serves, Instant.EPOCH)
                .next();
    }
}
