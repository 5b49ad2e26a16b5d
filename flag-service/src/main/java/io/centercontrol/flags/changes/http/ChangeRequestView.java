package io.centercontrol.flags.changes.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.centercontrol.flags.authoring.http.EffectsView;
import io.centercontrol.flags.changes.Proposed;
import io.centercontrol.flags.changes.model.Approval;
import io.centercontrol.flags.changes.model.ChangeRequest;
import io.centercontrol.flags.changes.model.Ending;
import io.centercontrol.flags.changes.model.State;
import io.centercontrol.kernel.Actor;
import io.centercontrol.kernel.FieldChange;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change request as clients see it.
 *
 * @param baseVersion the flag's version that it was proposed for
 * @param hash what an approval must carry; missing in lists, and when nothing can come of it as it is
 * @param changes the readable difference; missing in lists
 * @param proposal the whole content that the flag shall have; missing in lists
 * @param effects which tenants would get another value; missing while this instance does not know all tenants
 * @param ending how it ended; null while something can still come of it
 * @param eventId the event of the flag's version that it made
 */
record ChangeRequestView(
        UUID id,
        String flag,
        State state,
        Actor author,
        Actor editor,
        String reason,
        @Nullable Instant applyAt,
        Instant expiresAt,
        long baseVersion,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String hash,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<FieldChange> changes,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ContentView proposal,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable EffectsView effects,
        List<Approval> approvals,
        @Nullable EndingView ending,
        long version,
        Instant createdAt,
        Instant updatedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID eventId) {
    /** How it ended. */
    record EndingView(
            Actor by,
            Instant at,
            @Nullable String why,
            @Nullable Long flagVersion) {
        static @Nullable EndingView of(@Nullable Ending ending) {
            return ending == null ? null : new EndingView(ending.by(), ending.at(), ending.why(), ending.flagVersion());
        }
    }

    static ChangeRequestView listed(ChangeRequest request) {
        return of(request, false, null, null);
    }

    /** After a step. */
    static ChangeRequestView of(ChangeRequest request) {
        return of(request, true, null, null);
    }

    static ChangeRequestView of(Proposed proposed, @Nullable EffectsView effects) {
        return of(proposed.request(), true, proposed.hash(), effects);
    }

    private static ChangeRequestView of(
            ChangeRequest request, boolean whole, @Nullable String hash, @Nullable EffectsView effects) {
        var proposal = request.proposal();
        var ending = request.ending();
        return new ChangeRequestView(
                request.id(),
                request.flag(),
                request.state(),
                request.author(),
                request.editor(),
                proposal.reason(),
                proposal.applyAt(),
                proposal.expiresAt(),
                request.baseVersion(),
                hash,
                whole ? request.changes() : null,
                whole ? ContentView.of(proposal.content()) : null,
                effects,
                request.approvals(),
                EndingView.of(ending),
                request.version(),
                request.createdAt(),
                request.updatedAt(),
                ending == null ? null : ending.eventId());
    }
}
