package io.centercontrol.tenants.model;

import static io.centercontrol.tenants.model.TenantFixture.tenant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.centercontrol.kernel.Change;
import io.centercontrol.kernel.RefusedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Custom domains: claimed, proven, missing, lost. */
class DomainsTest {
    private static final Instant NOW = Instant.parse("2026-02-01T00:00:00Z");
    private static final Duration PATIENCE = Duration.ofHours(72);
    private static final String NAME = "shop.example.com";

    @Test
    void a_claim_leads_nowhere_until_it_is_proven() {
        var claimed = claimed();
        assertThat(claimed.hosts()).containsExactly("acme.shops.test");
        assertThat(proven().hosts()).containsExactly("acme.shops.test", NAME);
        assertThat(proven().domain(NAME).verifiedAt()).isEqualTo(NOW);
    }

    @Test
    void a_claim_that_was_made_anew_is_not_proven_by_the_old_token() {
        assertThat(claimed().domainProven(NAME, "another token", NOW)).isNull();
    }

    @Test
    void the_same_claim_keeps_its_token() {
        assertThat(claimed().claimDomain(Domain.claimed(NAME, "new token", NOW), NOW))
                .isNull();
    }

    @Test
    void a_record_that_is_gone_is_told_first_and_costs_the_domain_later() {
        var missing = next(proven().domainMissing(NAME, PATIENCE, NOW));
        assertThat(missing.hosts()).contains(NAME);
        assertThat(missing.domainMissing(NAME, PATIENCE, NOW.plus(PATIENCE).minusSeconds(1)))
                .isNull();

        var lost = Objects.requireNonNull(missing.domainMissing(NAME, PATIENCE, NOW.plus(PATIENCE)));
        assertThat(lost.type()).isEqualTo("tenant.domain-lost");
        assertThat(lost.next().hosts()).doesNotContain(NAME);
        assertThat(lost.next().domain(NAME).status()).isEqualTo(DomainStatus.LOST);
        assertThat(next(lost.next().domainProven(NAME, "token", NOW)).hosts()).contains(NAME);
    }

    @Test
    void a_record_that_comes_back_in_time_is_as_if_it_never_was_gone() {
        var missing = next(proven().domainMissing(NAME, PATIENCE, NOW));
        var back = Objects.requireNonNull(missing.domainProven(NAME, "token", NOW.plusSeconds(9)));
        assertThat(back.type()).isEqualTo("tenant.domain-recovered");
        assertThat(back.next().domain(NAME)).isEqualTo(proven().domain(NAME));
    }

    @Test
    void a_domain_that_is_lost_or_given_up_is_no_primary_domain() {
        var primary = next(proven().update(TenantFixture.settings(NAME), NOW));
        assertThat(primary.dropDomain(NAME, NOW).next().settings().primaryDomain())
                .isNull();
        var lost = next(
                next(primary.domainMissing(NAME, PATIENCE, NOW)).domainMissing(NAME, PATIENCE, NOW.plus(PATIENCE)));
        assertThat(lost.settings().primaryDomain()).isNull();
    }

    @Test
    void a_claim_that_is_not_there_is_named() {
        assertThatExceptionOfType(RefusedException.class)
                .isThrownBy(() -> claimed().dropDomain("other.example.com", NOW))
                .satisfies(e -> assertThat(e.refusal().code()).isEqualTo("DOMAIN_NOT_FOUND"));
    }

    private static Tenant claimed() {
        return next(tenant(TenantStatus.ACTIVE, true).claimDomain(Domain.claimed(NAME, "token", NOW), NOW));
    }

    private static Tenant proven() {
        return next(claimed().domainProven(NAME, "token", NOW));
    }

    private static Tenant next(@Nullable Change<Tenant> change) {
        return Objects.requireNonNull(change).next();
    }
}
