package io.centercontrol.provisioning.ledger.http;

import io.centercontrol.kernel.Page;
import io.centercontrol.kit.rest.UnavailableWhen;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.provisioning.ledger.FindTopics;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Topics whose positions count, for clients of Kafka that cannot learn a topic's id. */
@Path("/api/v1/topics")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Topics")
class TopicResource {
    private final FindTopics findTopics;

    TopicResource(FindTopics findTopics) {
        this.findTopics = findTopics;
    }

    /**
     * A topic that instances tell their positions of.
     *
     * @param topic its name, as it is in this environment
     * @param topicId Kafka's id of it, as a position says it
     * @param leased whether an instance has to be at its end to renew its lease
     */
    record TopicView(String topic, String topicId, boolean leased) {
        static TopicView of(FindTopics.Found found) {
            return new TopicView(found.topic(), found.topicId(), found.leased());
        }
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.TENANT_SERVICE})
    @UnavailableWhen("the broker does not answer")
    @Operation(
            operationId = "listTopics",
            summary = "List the topics whose positions count",
            description =
                    "With Kafka's ids, at most half a minute old, for clients that cannot learn them from the"
                            + " broker. A topic that was made anew has another id, and positions in the one before prove nothing.")
    public Uni<Page<TopicView>> list() {
        return findTopics.run().map(all -> new Page<>(all, null, all.size()).map(TopicView::of));
    }
}
