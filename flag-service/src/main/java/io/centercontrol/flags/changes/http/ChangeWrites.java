package io.centercontrol.flags.changes.http;

import io.centercontrol.flags.authoring.Everyone;
import io.centercontrol.flags.authoring.PreviewEffects;
import io.centercontrol.flags.authoring.http.EffectsView;
import io.centercontrol.flags.changes.Proposed;
import io.centercontrol.flags.changes.model.ChangeRequest;
import io.centercontrol.kit.rest.Answer;
import io.centercontrol.kit.rest.Versions;
import io.centercontrol.kit.rest.Writes;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

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
    Uni<Response> step(Object body, Supplier<Uni<ChangeRequest>> write) {
        return writes.once(
                        body,
                        () -> write.get().map(request -> answer(200, ChangeRequestView.of(request), request.version())))
                .map(Answer::toResponse);
    }

    /** Something is proposed, newly or in place of another. */
    Uni<Response> proposal(int status, Object body, Supplier<Uni<Proposed>> write) {
        return writes.once(body, () -> write.get().chain(proposed -> answer(status, proposed)))
                .map(Answer::toResponse);
    }

    /** As it stands. */
    Uni<Answer> answer(int status, Proposed proposed) {
        return effects(proposed).map(effects -> {
            var request = proposed.request();
            var answer = answer(status, ChangeRequestView.of(proposed, effects.orElse(null)), request.version());
            return status == 201 ? answer.with("Location", "/api/v1/change-requests/" + request.id()) : answer;
        });
    }

    private static Answer answer(int status, ChangeRequestView view, long version) {
        return new Answer(status, view, Map.of("ETag", Versions.tag(version)));
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
