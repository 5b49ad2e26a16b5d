package io.centercontrol.plans.subscription.http;

import io.centercontrol.kernel.Page;
import io.centercontrol.kit.rest.Parameters;
import io.centercontrol.kit.security.Roles;
import io.centercontrol.plans.subscription.FindSubscriptions;
import io.centercontrol.plans.subscription.Subscriptions.Filter;
import io.centercontrol.plans.subscription.Subscriptions.Listed;
import io.centercontrol.plans.subscription.Subscriptions.Query;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestQuery;
import org.jspecify.annotations.Nullable;

/** Who has what. */
@Path("/api/v1/subscriptions")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Subscriptions")
public class SubscriptionsResource {
    private final FindSubscriptions findSubscriptions;

    SubscriptionsResource(FindSubscriptions findSubscriptions) {
        this.findSubscriptions = findSubscriptions;
    }

    /** A subscription with its tenant's names, as far as they are known. */
    record ListedView(@Nullable String slug, @Nullable String name, SubscriptionView subscription) {
        static ListedView of(Listed listed) {
            return new ListedView(listed.slug(), listed.name(), SubscriptionView.of(listed.kept()));
        }
    }

    @GET
    @RolesAllowed({Roles.ADMIN, Roles.OPERATOR, Roles.VIEWER, Roles.AUDITOR, Roles.BILLING})
    @Operation(
            operationId = "listSubscriptions",
            summary = "List subscriptions",
            description =
                    "Those with 'plan' and 'version' now, those that have something of 'feature', or with 'q' in the"
                            + " tenant's slug or name.")
    public Uni<Page<ListedView>> list(
            @RestQuery @Nullable String plan,
            @Parameter(schema = @Schema(type = SchemaType.INTEGER)) @RestQuery @Nullable String version,
            @RestQuery @Nullable String feature,
            @RestQuery @Nullable String q,
            @RestQuery @Nullable String limit,
            @RestQuery @Nullable String cursor) {
        var query = new Query(new Filter(plan, version(version), feature, q), Parameters.limit(limit), cursor);
        return findSubscriptions.run(new FindSubscriptions.Command(query)).map(page -> page.map(ListedView::of));
    }

    private static @Nullable Integer version(@Nullable String text) {
        if (text == null) {
            return null;
        }
        if (!text.matches("[1-9][0-9]{0,8}")) {
            throw Parameters.invalid("version", "must be the number of a version");
        }
        return Integer.valueOf(text);
    }
}
