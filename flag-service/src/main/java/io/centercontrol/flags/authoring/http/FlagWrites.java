package io.centercontrol.flags.authoring.http;

import io.centercontrol.flags.authoring.BreakGlass;
import io.centercontrol.flags.authoring.Everyone;
import io.centercontrol.flags.authoring.PreviewEffects;
import io.centercontrol.flags.authoring.SetKillSwitch;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.KillSwitch.Reach;
import io.centercontrol.kernel.Cause;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.Writes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How each change of a flag is made and answered: once, with its readable difference, and with whom it concerns when it is
 * only tried; after it is applied if so asked.
 */
@RequestScoped
class FlagWrites {
    private final Writes writes;
    private final PreviewEffects previewEffects;
    private final Everyone everyone;
    private final BreakGlass breakGlass;

    FlagWrites(Writes writes, PreviewEffects previewEffects, Everyone everyone, BreakGlass breakGlass) {
        this.writes = writes;
        this.previewEffects = previewEffects;
        this.everyone = everyone;
        this.breakGlass = breakGlass;
    }

    /** A change of a flag that is there. */
    Uni<Response> answer(Object body, Cause cause, Supplier<Uni<Written<Flag>>> write) {
        return answer(body, cause, 200, write);
    }

    /** A new flag. */
    Uni<Response> created(Object body, Cause cause, Supplier<Uni<Written<Flag>>> write) {
        return answer(body, cause, 201, write);
    }

    private Uni<Response> answer(Object body, Cause cause, int status, Supplier<Uni<Written<Flag>>> write) {
        var done = new AtomicReference<@Nullable Written<Flag>>();
        return writes.once(
                        body,
                        () -> write.get()
                                .invoke(done::set)
                                .chain(altered -> effects(altered).map(effects -> view(altered, status, effects))))
                .invoke(() -> announce(done.get(), cause))
                .map(Answer::toResponse);
    }

    /** A new kill switch. Whom it hits is told if it can be; a real one does not wait for that. */
    Uni<Response> killed(Object body, Reach reach, Supplier<Uni<SetKillSwitch.Outcome>> write) {
        return writes.once(
                        body,
                        () -> write.get()
                                .chain(outcome -> effects(outcome.altered())
                                        .chain(effects -> hit(reach)
                                                .map(hit -> view(
                                                        outcome.altered(),
                                                        201,
                                                        FlagView.of(
                                                                outcome.altered(),
                                                                effects.orElse(null),
                                                                KillSwitchView.of(outcome.killSwitch()),
                                                                hit.orElse(null)))))))
                .map(Answer::toResponse);
    }

    private Uni<Optional<EffectsView>> effects(Written<Flag> altered) {
        return writes.isDryRun()
                ? previewEffects
                        .run(new PreviewEffects.Command(
                                altered.before(), altered.kept().state()))
                        .map(effects -> Optional.of(EffectsView.of(effects)))
                : Uni.createFrom().item(Optional.empty());
    }

    private Uni<Optional<EffectsView.HitView>> hit(Reach reach) {
        return writes.isDryRun() || everyone.isReady()
                ? previewEffects.hit(reach).map(hit -> Optional.of(EffectsView.HitView.of(hit)))
                : Uni.createFrom().item(Optional.empty());
    }

    private void announce(@Nullable Written<Flag> altered, Cause cause) {
        if (altered != null && !writes.isDryRun()) {
            breakGlass.announce(altered, cause);
        }
    }

    private static Answer view(Written<Flag> altered, int status, Optional<EffectsView> effects) {
        var answer = view(altered, status, FlagView.of(altered, effects.orElse(null)));
        return status == 201
                ? answer.with(
                        "Location", "/api/v1/flags/" + altered.kept().state().key())
                : answer;
    }

    private static Answer view(Written<Flag> altered, int status, FlagView view) {
        return new Answer(
                status, view, Map.of("ETag", Versions.tag(altered.kept().state().version())));
    }

    static TenantId tenantId(String id) {
        return new TenantId(Parameters.uuid("tenantId", id));
    }
}
