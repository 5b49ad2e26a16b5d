package io.centercontrol.plans.subscription;

import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kit.Rounds;
import io.centercontrol.kit.sql.DueTimes;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/**
 * Drives what time alone moves, and what has to wait for something: scheduled changes, other defaults, tenants for which
 * there was no plan. Every instance of this service works; they pass over what another one holds.
 */
@ApplicationScoped
class SubscriptionWorker {
    private static final Duration LOOK = Duration.ofMillis(200);
    private static final Duration SELDOM = Duration.ofSeconds(1);
    private static final int AT_ONCE = 100;
    private static final Cause LATE =
            new Cause(Actor.service("plan-service"), "There was no plan at its registration.", null, null);

    private final Rounds rounds;
    private final DueTimes dueTimes;
    private final AdvanceSubscriptions advance;
    private final FollowDefaults followDefaults;
    private final BeginSubscription begin;
    private final AnswerAsk answerAsk;
    private final TenantsView tenants;

    SubscriptionWorker(
            Rounds rounds,
            DueTimes dueTimes,
            AdvanceSubscriptions advance,
            FollowDefaults followDefaults,
            BeginSubscription begin,
            AnswerAsk answerAsk,
            TenantsView tenants) {
        this.rounds = rounds;
        this.dueTimes = dueTimes;
        this.advance = advance;
        this.followDefaults = followDefaults;
        this.begin = begin;
        this.answerAsk = answerAsk;
        this.tenants = tenants;
    }

    void begin(@Observes StartupEvent event) {
        rounds.beginDue(
                "scheduled changes",
                LOOK,
                dueTimes.of("due_at", "subscription"),
                () -> advance.run(new AdvanceSubscriptions.Command(AT_ONCE))
                        .map(done -> done == AT_ONCE ? Duration.ZERO : LOOK));
        rounds.beginDue(
                "other defaults",
                SELDOM,
                DueTimes::never,
                () -> followDefaults
                        .run(new FollowDefaults.Command(AT_ONCE))
                        .map(done -> done == AT_ONCE ? LOOK : SELDOM));
        rounds.beginDue(
                "tenants without a plan",
                SELDOM,
                DueTimes::never,
                () -> tenants.withoutSubscription(AT_ONCE)
                        .chain(waiting -> Multi.createFrom()
                                .iterable(waiting)
                                .onItem()
                                .transformToUniAndConcatenate(
                                        tenant -> begin.run(new BeginSubscription.Command(tenant, LATE))
                                                .chain(begun -> begun
                                                        ? answerAsk.run(new AnswerAsk.Command(tenant))
                                                        : Uni.createFrom().voidItem()))
                                .collect()
                                .last()
                                .replaceWith(SELDOM)));
    }
}
