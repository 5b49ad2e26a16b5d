package io.centercontrol.usage.statements.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.centercontrol.kernel.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AccountTest {
    private static final Duration DELAY = Duration.ofHours(24);
    private static final Instant BEGIN = Instant.parse("2026-03-05T09:30:00Z");
    private static final Account ACCOUNT =
            Account.begin(new TenantId(new UUID(0, 1)), BEGIN, "Europe/Berlin", BEGIN, DELAY);

    @Test
    void what_is_left_of_a_period_that_is_closed_early_is_the_next_one() {
        var now = Instant.parse("2026-03-20T12:34:56Z");
        var head = Objects.requireNonNull(ACCOUNT.earlyHead(now));
        assertThat(head.start()).isEqualTo(BEGIN);
        assertThat(head.end()).isEqualTo("2026-03-20T12:35:00Z");
        assertThat(head.last()).isFalse();

        var next = closed(ACCOUNT, head, "America/Lima");
        assertThat(next.opens()).isEqualTo(head.end());
        assertThat(next.ends()).isEqualTo(ACCOUNT.ends());
        assertThat(next.lookAt()).isEqualTo(ACCOUNT.lookAt());
        assertThat(next.timeZone()).isEqualTo("Europe/Berlin");
        assertThat(next.statements()).isEqualTo(1);
        assertThat(next.earlyHead(now)).isNull();
        assertThat(closed(next, next.head(next.ends()), "Europe/Berlin").ends()).isEqualTo("2026-05-04T22:00:00Z");
    }

    @Test
    void a_period_that_is_over_is_closed_as_it_is() {
        var now = ACCOUNT.ends().minusSeconds(30);
        assertThat(ACCOUNT.earlyHead(now)).isEqualTo(ACCOUNT.head(now));
        var later = ACCOUNT.ends().plus(Duration.ofDays(2));
        assertThat(ACCOUNT.earlyHead(later)).isEqualTo(ACCOUNT.head(later));
    }

    private static Account closed(Account account, Head head, String zone) {
        var content = Content.of(head, List.of(), List.of(), Map.of(), List.of(), List.of());
        return account.after(Statement.close(head, content), zone, DELAY);
    }
}
