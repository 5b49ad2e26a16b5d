package io.centercontrol.integrations.endpoints;

import io.centercontrol.integrations.endpoints.model.EndpointRefusals;
import io.centercontrol.integrations.endpoints.model.Reach;
import io.centercontrol.kit.VertxContext;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where a URL leads. A name is looked up each time and the address that was looked at is the one that is called, so that a name
 * which answers otherwise a moment later (DNS rebinding) leads nowhere else.
 */
@ApplicationScoped
public class Addresses {
    private final Reach reach;

    /** Made by the container. */
    public Addresses(@ConfigProperty(name = "cc.webhooks.reach", defaultValue = "PUBLIC") Reach reach) {
        this.reach = reach;
    }

    /** What may be reached from here. */
    public Reach reach() {
        return reach;
    }

    /**
     * The address to call.
     *
     * @return refuses a name that has none, and one of whose addresses any is not to be called
     */
    public Uni<InetAddress> of(URI url) {
        var host = url.getHost();
        return VertxContext.aside(() -> lookedUp(host)).map(found -> {
            for (var address : found) {
                if (!reach.allows(address)) {
                    throw EndpointRefusals.unreachable(host, "it is at an address of a private or special network.");
                }
            }
            return found.getFirst();
        });
    }

    private static List<InetAddress> lookedUp(String host) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            throw EndpointRefusals.unreachable(host, "it has no address.");
        }
    }
}
