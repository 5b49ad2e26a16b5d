package io.centercontrol.flags.rollouts.http;

import io.centercontrol.flags.authoring.Flags;
import io.centercontrol.flags.authoring.PreviewEffects;
import io.centercontrol.flags.authoring.http.EffectsView;
import io.centercontrol.flags.authoring.model.Flag;
import io.centercontrol.flags.rollouts.Rollouts;
import io.centercontrol.flags.rollouts.Started;
import io.centercontrol.flags.rollouts.model.Rollout;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Writes;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;

/** How each step of a rollout is taken and answered: once, and after it is applied if so asked. */
@RequestScoped
class RolloutWrites {
    private final Writes writes;
    private final PreviewEffects previewEffects;
    private final Rollouts rollouts;
    private final Flags flags;

    RolloutWrites(Writes writes, PreviewEffects previewEffects, Rollouts rollouts, Flags flags) {
        this.writes = writes;
        this.rollouts = rollouts;
        this.flags = flags;
        this.previewEffects = previewEffects;
    }

    /** A step of one that is there; a dry run tells whom it concerns. */
    Uni<RestResponse<RolloutView>> step(UUID id, Object body, Supplier<Uni<Rollout>> write) {
        return writes.answer(
                body,
                () -> (writes.isDryRun() ? tried(id, write) : write.get().map(RolloutView::of))
                        .map(RolloutWrites::answer));
    }

    private Uni<RolloutView> tried(UUID id, Supplier<Uni<Rollout>> write) {
        return rollouts.get(id)
                .chain(known -> flags.get(known.flag())
                        .chain(before -> write.get()
                                .chain(rollout -> flags.get(known.flag())
                                        .chain(after -> effects(before.state(), after.state()))
                                        .map(effects -> RolloutView.tried(
                                                rollout, known.taken().size(), effects)))));
    }

    /** A new one; a dry run tells whom each of its steps concerns. */
    Uni<RestResponse<RolloutView>> started(Object body, Supplier<Uni<Started>> write) {
        return writes.answer(
                body,
                () -> write.get()
                        .chain(started -> writes.isDryRun()
                                ? previewed(started)
                                : Uni.createFrom().item(RolloutView.of(started.rollout())))
                        .map(view -> Answer.created(view).tagged(view.version()).at("/api/v1/rollouts/" + view.id())));
    }

    static Answer<RolloutView> answer(RolloutView view) {
        return Answer.ok(view).tagged(view.version());
    }

    private Uni<RolloutView> previewed(Started started) {
        return Multi.createFrom()
                .iterable(started.steps())
                .onItem()
                .transformToUniAndConcatenate(after -> effects(started.before(), after))
                .collect()
                .asList()
                .map(effects -> RolloutView.planned(
                        started.rollout(),
                        effects.stream().map(EffectsView::total).toList(),
                        effects.getFirst()));
    }

    private Uni<EffectsView> effects(Flag before, Flag after) {
        return previewEffects.run(new PreviewEffects.Command(before, after)).map(EffectsView::of);
    }
}
