package io.centercontrol.flags.authoring.http;

import io.centercontrol.flags.authoring.Everyone;
import io.centercontrol.flags.authoring.PreviewEffects;
import io.centercontrol.flags.authoring.SetKillSwitch;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.authoring.model.KillSwitch.Reach;
import io.centercontrol.kernel.FlagAddress;
import io.centercontrol.kernel.TenantId;
import io.centercontrol.kit.aggregate.Written;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.rest.Writes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;

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
    Uni<RestResponse<FlagView>> answer(Object body, Supplier<Uni<Written<Flag>>> write) {
        return writes.answer(body, () -> write.get().chain(this::view).map(FlagWrites::answer));
    }

    /** A new flag. */
    Uni<RestResponse<FlagView>> created(Object body, Supplier<Uni<Written<Flag>>> write) {
        return writes.answer(
                body,
                () -> write.get()
                        .chain(this::view)
                        .map(view -> Answer.created(view)
                                .tagged(view.version())
                                .at(FlagAddress.of(view.key()).path())));
    }

    /** A new kill switch. Whom it hits is told if it can be; a real one does not wait for that. */
    Uni<RestResponse<FlagView>> killed(Object body, Reach reach, Supplier<Uni<SetKillSwitch.Outcome>> write) {
        return writes.answer(
                body,
                () -> write.get()
                        .chain(outcome -> effects(outcome.altered())
                                .chain(effects -> hit(reach)
                                        .map(hit -> FlagView.of(
                                                outcome.altered(),
                                                effects.orElse(null),
                                                KillSwitchView.of(outcome.killSwitch()),
                                                hit.orElse(null)))))
                        .map(view -> Answer.created(view).tagged(view.version())));
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

    private Uni<FlagView> view(Written<Flag> altered) {
        return effects(altered).map(effects -> FlagView.of(altered, effects.orElse(null)));
    }

    private static Answer<FlagView> answer(FlagView view) {
        return Answer.ok(view).tagged(view.version());
    }

    static TenantId tenantId(String id) {
        return new TenantId(Parameters.uuid("tenantId", id));
    }
}
