package io.centercontrol.flags.limits.http;

import io.centercontrol.flags.limits.Altered;
import io.centercontrol.flags.limits.PutRateLimit;
import io.centercontrol.flags.limits.RateLimits;
import io.centercontrol.flags.limits.RemoveRateLimit;
import io.centercontrol.flags.limits.ShowRateLimit;
import io.centercontrol.flags.limits.model.LimitKey;
import io.centercontrol.kernel.Page;
import io.centercontrol.kit.aggregate.VersionView;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Bodies;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Reasons;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.Writes;
import io.centercontrol.kit.security.Caller;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** What can be done with one rate limit, whether it is a tenant's or a plan's. */
@RequestScoped
class RateLimitDoor {
    private final ShowRateLimit showRateLimit;
    private final RateLimits limits;
    private final PutRateLimit putRateLimit;
    private final RemoveRateLimit removeRateLimit;
    private final Writes writes;
    private final Caller caller;

    RateLimitDoor(
            ShowRateLimit showRateLimit,
            RateLimits limits,
            PutRateLimit putRateLimit,
            RemoveRateLimit removeRateLimit,
            Writes writes,
            Caller caller) {
        this.showRateLimit = showRateLimit;
        this.limits = limits;
        this.putRateLimit = putRateLimit;
        this.removeRateLimit = removeRateLimit;
        this.writes = writes;
        this.caller = caller;
    }

    Uni<RestResponse<RateLimitView>> show(LimitKey key) {
        return showRateLimit
                .run(new ShowRateLimit.Command(key))
                .map(kept -> Answer.ok(RateLimitView.of(kept)).tagged(kept.version()))
                .map(Answer::toResponse);
    }

    Uni<Page<VersionView>> history(LimitKey key, @Nullable String limit, @Nullable String cursor) {
        return limits.history(key, Parameters.limit(limit), cursor).map(page -> page.map(VersionView::of));
    }

    Uni<RestResponse<RateLimitView>> put(
            LimitKey key, @Nullable String ifMatch, @Nullable String ifNoneMatch, @Nullable RateLimitRequest request) {
        var body = Bodies.required(request);
        var command = new PutRateLimit.Command(
                key,
                body.toTerms(),
                Versions.expected(ifMatch, ifNoneMatch),
                caller.because(Reasons.required(body.reason())));
        return writes.answer(body, () -> putRateLimit.run(command).map(RateLimitDoor::answer));
    }

    Uni<RestResponse<RateLimitView>> remove(LimitKey key, @Nullable String ifMatch, @Nullable String reason) {
        var why = Reasons.required(reason);
        var command = new RemoveRateLimit.Command(key, Versions.ifMatch(ifMatch), caller.because(why));
        return writes.answer(
                List.of(key.id(), why), () -> removeRateLimit.run(command).map(RateLimitDoor::answer));
    }

    private static Answer<RateLimitView> answer(Altered altered) {
        var limit = altered.kept().state();
        var created = limit.version() == 1 && !altered.changes().isEmpty();
        var view = RateLimitView.of(altered);
        return (created ? Answer.created(view) : Answer.ok(view)).tagged(limit.version());
    }
}
