package io.centercontrol.tenants.model;

import java.util.List;
import java.util.stream.Stream;

/** Which host names lead to a tenant. They stand in the event, so that a reader needs no rule of its own. */
final class Hosts {
    private Hosts() {}

    /** The tenant's subdomain, then its verified domains. */
    static List<String> of(String subdomain, List<Domain> domains) {
        return Stream.concat(
                        Stream.of(subdomain),
                        domains.stream().filter(Domain::verified).map(Domain::name))
                .toList();
    }
}
