package io.centercontrol.flags.changes.store;

import io.centercontrol.flags.authoring.store.ContentDocument;
import io.centercontrol.flags.changes.model.Approval;
import io.centercontrol.flags.changes.model.ChangeRequest;
import io.centercontrol.flags.changes.model.Ending;
import io.centercontrol.flags.changes.model.Proposal;
import io.centercontrol.flags.changes.model.State;
import io.centercontrol.kernel.Actor;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A change request as the JSON that is kept of it. Fields are only added, and an added one may be missing. */
record ChangeDocument(
        String flag,
        String state,
        long baseVersion,
        ContentDocument base,
        ContentDocument content,
        String reason,
        @Nullable String applyAt,
        String expiresAt,
        Actor author,
        Actor editor,
        List<ApprovalDocument> approvals,
        @Nullable EndingDocument ending,
        String createdAt,
        String updatedAt) {
    /** An approval. */
    record ApprovalDocument(
            Actor by, String at, String hash, @Nullable String comment) {}

    /** How it ended. */
    record EndingDocument(
            Actor by,
            String at,
            @Nullable String why,
            @Nullable Long flagVersion,
            @Nullable String eventId) {
        static EndingDocument of(Ending ending) {
            return new EndingDocument(
                    ending.by(), ending.at().toString(), ending.why(), ending.flagVersion(), text(ending.eventId()));
        }

        Ending toEnding() {
            return new Ending(
                    by, Instant.parse(at), why, flagVersion, eventId == null ? null : UUID.fromString(eventId));
        }
    }

    static ChangeDocument of(ChangeRequest request) {
        var proposal = request.proposal();
        var ending = request.ending();
        return new ChangeDocument(
                request.flag(),
                request.state().name(),
                request.baseVersion(),
                ContentDocument.of(request.base()),
                ContentDocument.of(proposal.content()),
                proposal.reason(),
                text(proposal.applyAt()),
                proposal.expiresAt().toString(),
                request.author(),
                request.editor(),
                request.approvals().stream()
                        .map(one -> new ApprovalDocument(one.by(), one.at().toString(), one.hash(), one.comment()))
                        .toList(),
                ending == null ? null : EndingDocument.of(ending),
                request.createdAt().toString(),
                request.updatedAt().toString());
    }

    ChangeRequest toRequest(UUID id, long version) {
        return new ChangeRequest(
                id,
                flag,
                baseVersion,
                base.toContent(),
                new Proposal(
                        content.toContent(),
                        reason,
                        applyAt == null ? null : Instant.parse(applyAt),
                        Instant.parse(expiresAt)),
                author,
                editor,
                State.valueOf(state),
                approvals.stream()
                        .map(one -> new Approval(one.by(), Instant.parse(one.at()), one.hash(), one.comment()))
                        .toList(),
                ending == null ? null : ending.toEnding(),
                version,
                Instant.parse(createdAt),
                Instant.parse(updatedAt));
    }

    private static @Nullable String text(@Nullable Object value) {
        return value == null ? null : value.toString();
    }
}
