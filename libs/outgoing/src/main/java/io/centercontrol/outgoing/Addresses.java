package io.centercontrol.outgoing;

import io.centercontrol.kernel.Refusal;
import io.centercontrol.kernel.RefusedException;
import io.centercontrol.kit.VertxContext;
import io.centercontrol.outgoing.model.Allowed;
import io.centercontrol.outgoing.model.Reach;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Where a URL leads. A name is looked up each time and the address that was looked at is the one that is called, so that a name
 * which answers otherwise a moment later (DNS rebinding) leads nowhere else.
 */
@ApplicationScoped
public class Addresses {
    private final Reach reach;
    private final Allowed allowed;

    /**
     * Made by the container.
     *
     * @param allowed hosts and networks that may be called whatever they are, as {@link Allowed} writes them: what is in the house
     *     has no public address
     * @throws IllegalArgumentException when one of them is none
     */
    public Addresses(
            @ConfigProperty(name = "cc.webhooks.reach", defaultValue = "PUBLIC") Reach reach,
            @ConfigProperty(name = "cc.webhooks.allowed") Optional<List<String>> allowed) {
        this.reach = reach;
        this.allowed = Allowed.of(allowed.orElse(List.of()));
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
        return of(url.getHost(), "/url");
    }

    /**
     * The same of a host.
     *
     * @param pointer where it stands in the request
     */
    public Uni<InetAddress> of(String host, String pointer) {
        return VertxContext.aside(() -> lookedUp(host, pointer)).map(found -> {
            for (var address : found) {
                if (!reach.allows(address) && !allowed.has(host, address)) {
                    throw unreachable(host, "it is at an address of a private or special network.", pointer);
                }
            }
            return found.getFirst();
        });
    }

    private static List<InetAddress> lookedUp(String host, String pointer) {
        try {
            return List.of(InetAddress.getAllByName(host));
        } catch (UnknownHostException e) {
            throw unreachable(host, "it has no address.", pointer);
        }
    }

    private static RefusedException unreachable(String host, String why, String pointer) {
        return Refusal.Invalid.of(
                        pointer,
                        "ADDRESS_NOT_ALLOWED",
                        "Nothing is sent to '%s': %s Take an address that the whole internet can see, or let the configuration allow it."
                                .formatted(host, why))
                .asException();
    }
}
