package io.centercontrol.flags.authoring.http;

import io.centercontrol.flags.authoring.Everyone;
import io.centercontrol.flags.authoring.PreviewEffects;
import io.centercontrol.flags.authoring.SetKillSwitch;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.KillSwitch.Reach;
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
import java.util.function.Supplier;

/**
 * How each change of a flag is made and answered: once, with its readable difference, and with whom it concerns when it is
 * only tried; after it is applied if so asked.
 */
@RequestScoped
class FlagWrites {
    private final Writes writes;
    private final PreviewEffects previewEffects;
    private final Everyone everyone;

    FlagWrites(Writes writes, PreviewEffects previewEffects, Everyone everyone) {
        this.writes = writes;
        this.previewEffects = previewEffects;
        this.everyone = everyone;
    }

    /** A change of a flag that is there. */
    Uni<Response> answer(Object body, Supplier<Uni<Written<Flag>>> write) {
        return answer(body, 200, write);
    }

    /** A new flag. */
    Uni<Response> created(Object body, Supplier<Uni<Written<Flag>>> write) {
        return answer(body, 201, write);
    }

    private Uni<Response> answer(Object body, int status, Supplier<Uni<Written<Flag>>> write) {
        return writes.once(
                        body,
                        () -> write.get()
                                .chain(altered -> effects(altered).map(effects -> view(altered, status, effects))))
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
