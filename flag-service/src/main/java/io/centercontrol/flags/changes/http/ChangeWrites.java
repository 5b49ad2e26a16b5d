package io.centercontrol.flags.changes.http;

import io.centercontrol.flags.authoring.Everyone;
import io.centercontrol.flags.authoring.PreviewEffects;
import io.centercontrol.flags.authoring.http.EffectsView;
import io.centercontrol.flags.changes.Proposed;
import io.centercontrol.flags.changes.model.ChangeRequest;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Writes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestResponse;

/** How each step of a change request is taken and answered: once, and after it is applied if so asked. */
@RequestScoped
class ChangeWrites {
    private final Writes writes;
    private final PreviewEffects previewEffects;
    private final Everyone everyone;

    ChangeWrites(Writes writes, PreviewEffects previewEffects, Everyone everyone) {
        this.writes = writes;
        this.previewEffects = previewEffects;
        this.everyone = everyone;
    }

    /** A step of one that is there. */
    Uni<RestResponse<ChangeRequestView>> step(Object body, Supplier<Uni<ChangeRequest>> write) {
        return writes.answer(body, () -> write.get().map(ChangeRequestView::of).map(ChangeWrites::answer));
    }

    /** Something new is proposed. */
    Uni<RestResponse<ChangeRequestView>> proposed(Object body, Supplier<Uni<Proposed>> write) {
        return writes.answer(
                body,
                () -> write.get()
                        .chain(this::view)
                        .map(view -> Answer.created(view)
                                .tagged(view.version())
                                .at("/api/v1/change-requests/" + view.id())));
    }

    /** Something else is proposed in place of what was. */
    Uni<RestResponse<ChangeRequestView>> edited(Object body, Supplier<Uni<Proposed>> write) {
        return writes.answer(body, () -> write.get().chain(this::view).map(ChangeWrites::answer));
    }

    /** As it stands. */
    Uni<ChangeRequestView> view(Proposed proposed) {
        return effects(proposed).map(effects -> ChangeRequestView.of(proposed, effects.orElse(null)));
    }

    /** Tells of one that is there. */
    static Answer<ChangeRequestView> answer(ChangeRequestView view) {
        return Answer.ok(view).tagged(view.version());
    }

    /** Whom it concerns is told if it can be; a real request does not wait for that. */
    private Uni<Optional<EffectsView>> effects(Proposed proposed) {
        var after = proposed.after();
        return after != null && (writes.isDryRun() || everyone.isReady())
                ? previewEffects
                        .run(new PreviewEffects.Command(proposed.before(), after))
                        .map(effects -> Optional.of(EffectsView.of(effects)))
                : Uni.createFrom().item(Optional.empty());
    }
}
